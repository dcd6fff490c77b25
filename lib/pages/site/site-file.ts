import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { constants, lstat, open, realpath, stat } from "node:fs/promises";
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

/** What a path leads to: a file, or a folder that it names without the slash at its end. */
export type Found = { file: SiteFile } | { folder: string };

/**
 * Looks a path up in a folder. Only what is in the folder is found, without names that begin with a
 * dot, and links only where they stay inside; a folder means its index.html.
 *
 * @param path as it was asked for, such as `/a%20lesson.html`
 * @param attempts how often it looks where others take the file's place meanwhile
 */
export async function findSiteFile(
  directory: string,
  path: string,
  { attempts = 3 } = {},
): Promise<Found | undefined> {
  const names = namesOf(path);
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
    const file = isFolder ? await realpath(join(asked, "index.html")) : asked;
    const read = isWithin(root, file) ? await readSiteFile(file) : undefined;
    if (read === "replaced")
      return attempts > 1
        ? await findSiteFile(directory, path, { attempts: attempts - 1 })
        : undefined;
    return read && { file: read };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** The parts of a path, decoded; the last one is "" where it ends with a slash. */
function namesOf(path: string): string[] | undefined {
  try {
    // Decoded one by one: an encoded slash is part of a name, which no file can have.
    const names = path.split("/").map(decodeURIComponent);
    const within = names.slice(1).filter((name, i) => name !== "" || i === names.length - 2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no file has such a name
    return within.some((name) => /^\.|[/\\\u0000]/.test(name)) ? undefined : within;
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

/** Reads a file, given with no link on its way, unless another took its place; undefined for no file. */
async function readSiteFile(path: string): Promise<SiteFile | "replaced" | undefined> {
  // Not blocking: opening a pipe would wait for its writer.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = await handle.stat({ bigint: true });
    if (!opened.isFile()) return undefined;
    if (!(await isAt(path, opened))) return "replaced";
    const bytes = await handle.readFile();
    const type = lookup(path) ?? "application/octet-stream";
    const isText = /^text\/|javascript$|json$|xml$/.test(type);
    return {
      path,
      bytes,
      type: isText ? `${type};charset=utf-8` : type,
      isText,
      hash: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
      modified: new Date(Number(opened.mtimeMs / 1000n) * 1000),
    };
  } finally {
    await handle.close();
  }
}

/** Whether what was opened is what has that path: a link may have taken its place. */
async function isAt(path: string, opened: BigIntStats): Promise<boolean> {
  if ((await realpath(path)) !== path) return false;
  const named = await lstat(path, { bigint: true });
  return named.ino === opened.ino && named.dev === opened.dev;
}

/** Not there, not any more, not readable, or no name that a file can have. */
function isUnreadable(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return [
    "ENOENT",
    "ENOTDIR",
    "EACCES",
    "EPERM",
    "ELOOP",
    "ENAMETOOLONG",
    "EISDIR",
    "ENXIO",
  ].includes(code);
}
