import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import type { Notebook } from "./notebook.ts";
import { NotebookError, parseNotebook, type ReadOptions } from "./parse-notebook.ts";

/**
 * Reads a notebook of nbformat 4, or of an older one by upgrading it.
 *
 * @throws {NotebookError} if the file cannot be read or its text parsed
 */
export function readNotebook(path: string, options?: ReadOptions): Notebook {
  return parseNotebook(readNotebookText(path), path, options);
}

/**
 * Reads the text of a notebook's file.
 *
 * @throws {NotebookError} if the file cannot be read, or is not in UTF-8
 */
export function readNotebookText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new NotebookError(`${path}: must be a file that can be read, got ${code}`);
  }
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new NotebookError(`${path}: must be text in UTF-8, got bytes that are none`);
}
