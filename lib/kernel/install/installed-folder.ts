import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { makeFolder } from "./make-folder.ts";

/** Makes a folder of our own in a place where a link, say, or a file may be. */
export function makeOwnFolder(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) rmSync(path, { force: true });
  makeFolder(path);
}

/** Written aside and renamed: whoever reads the file meanwhile finds the old one or the new. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(aside, content);
    renameSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Removes a folder, or the link or file in its place; returns whether there was one. */
export function removeInstalled(path: string): boolean {
  // Not whether it exists: a link that leads nowhere is there, too.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false;
  rmSync(path, { recursive: true });
  return true;
}
