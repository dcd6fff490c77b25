import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { lookup } from "mrmime";

/** A file of the site, read whole: it may be deleted or written again while it is sent. */
export interface SiteFile {
  path: string;
  bytes: Buffer;
  /** With its charset, such as `text/html;charset=utf-8`. */
  type: string;
  isText: boolean;
  /** Of the bytes, so that it changes just when they do. */
  hash: string;
  /** In whole seconds, as in a Last-Modified header. */
  modified: Date;
}

/** What an address leads to: a file, or a folder that it names without the slash at its end. */
export type Found = { file: SiteFile } | { folder: string };

/**
 * Looks an address up in a folder. Only what is in the folder is found, without names that begin
 * with a dot, and links only where they stay inside; a folder means its index.html.
 *
 * @param target the address as it was asked for, such as `/01-a.html?x`
 */
export async function findSiteFile(directory: string, target: string): Promise<Found | undefined> {
  const names = namesOf(target);
  if (names === undefined) return undefined;
  try {
    const root = await realpath(directory);
    const asked = await realpath(join(directory, ...names));
    if (!isWithin(root, asked)) return undefined;
    const isFolder = (await stat(asked)).isDirectory();
    const endsWithSlash = names.at(-1) === "";
    if (isFolder && !endsWithSlash) {
      return { folder: `/${names.map((name) => `${encodeURIComponent(name)}/`).join("")}` };
    }
    if (!isFolder && endsWithSlash) return undefined;
    const path = isFolder ? await realpath(join(asked, "index.html")) : asked;
    // Neither a folder nor a pipe, at which reading would wait.
    if (!isWithin(root, path) || !(await stat(path)).isFile()) return undefined;
    return { file: await readSiteFile(path) };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** The parts of an address's path, decoded; the last one is "" where it ends with a slash. */
function namesOf(target: string): string[] | undefined {
  try {
    // A proxy asks with the whole address.
    const path = target.startsWith("/") ? target.replace(/[?#].*/s, "") : new URL(target).pathname;
    const names = decodeURIComponent(path).split("/");
    const within = names.slice(1).filter((name, i) => name !== "" || i === names.length - 2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no file has such a name
    return within.some((name) => /^\.|[\\\u0000]/.test(name)) ? undefined : within;
  } catch {
    return undefined;
  }
}

/** Whether a path is in a folder and not hidden there: a name with a dot first may also be `..`. */
function isWithin(directory: string, path: string): boolean {
  const inside = relative(directory, path);
  // On Windows the way to another drive begins with its letter.
  return !isAbsolute(inside) && !inside.split(sep).some((name) => name.startsWith("."));
}

async function readSiteFile(path: string): Promise<SiteFile> {
  const { mtimeMs } = await stat(path);
  const bytes = await readFile(path);
  const type = lookup(path) ?? "application/octet-stream";
  const isText = /^text\/|javascript$|json$|xml$/.test(type);
  return {
    path,
    bytes,
    type: isText ? `${type};charset=utf-8` : type,
    isText,
    hash: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
    modified: new Date(Math.floor(mtimeMs / 1000) * 1000),
  };
}

/** Not there, not any more, not readable, or no name that a file can have. */
function isUnreadable(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "ENAMETOOLONG", "EISDIR"].includes(code);
}
