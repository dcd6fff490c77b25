import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const UNFINISHED = ".unfinished";

/**
 * By it a browser knows the encoding, even where a server's header names another one. With that one
 * the policy would refuse the page's scripts, whose hashes are those of UTF-8.
 */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Writes a page's file at once or not at all: under another name first, then renamed. Both happen in
 * one turn, so that a process that handles SIGINT itself never leaves the other name behind.
 */
export function replaceFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${UNFINISHED}`);
  try {
    writeFileSync(temporary, BYTE_ORDER_MARK + text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what a process that was killed while it wrote has left in a folder. */
export function removeUnfinished(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name.startsWith(".") && name.endsWith(UNFINISHED)) rmSync(join(directory, name));
  }
}
