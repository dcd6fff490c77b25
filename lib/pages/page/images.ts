import { readFileSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { dataAddress, type Picture, pictureFault, pictureType } from "../rendering/index.ts";

/** Finds the picture that an address in a notebook means, and reads it into a data: address. */
export function findPicture(
  address: string,
  attachments: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
  directory?: string,
): Picture {
  if (/^data:image\/[a-z+.-]+[;,]/i.test(address)) return { kind: "inline", source: address };
  if (/^(?:https?:)?\/\//i.test(address)) return { kind: "remote", address };
  const name = decode(address).trim();
  if (name === "") return { kind: "missing", reason: "without an address" };
  if (name.startsWith("attachment:")) {
    const attachment = attachments[name.slice("attachment:".length)] ?? {};
    const found = Object.entries(attachment).find(([type]) => type.startsWith("image/"));
    if (found === undefined) return { kind: "missing", reason: `${name} is not in the cell` };
    const fault = found[0] === "image/svg+xml" ? undefined : pictureFault(found[0], `${found[1]}`);
    if (fault !== undefined) return { kind: "missing", reason: `${name} ${fault}` };
    return { kind: "inline", source: dataAddress(found[0], `${found[1]}`) };
  }
  if (directory === undefined || /^[a-z][a-z0-9+.-]+:/i.test(name)) {
    return { kind: "missing", reason: `${name.slice(0, 200)} cannot be read` };
  }
  const path = resolve(directory, name.replace(/[?#].*$/, ""));
  // No system has a file whose name has this character.
  if (path.includes("\0")) return { kind: "missing", reason: `${address} does not exist` };
  let bytes: Buffer;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
      return { kind: "missing", reason: `${name} does not exist` };
    }
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: "missing", reason: `${name.slice(0, 200)} cannot be read (${code})` };
  }
  const type = pictureType(bytes);
  if (type === undefined) return { kind: "missing", reason: `${name} is no picture` };
  const source = `data:${type};base64,${bytes.toString("base64")}`;
  return { kind: "inline", source, isFromOutside: isOutside(path, directory) };
}

/** Whether a file is outside of a folder, wherever symbolic links lead. */
function isOutside(path: string, directory: string): boolean {
  const way = relative(realpathSync(directory), realpathSync(path));
  return way === ".." || way.startsWith(`..${sep}`) || resolve(way) === way;
}

/** The characters of an address's escapes; one that stands for none stays as it is written. */
function decode(address: string): string {
  return address.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
