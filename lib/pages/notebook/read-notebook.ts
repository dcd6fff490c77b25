import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import type { Notebook, NotebookMetadata } from "./notebook.ts";
import { isObject, kindOf, type Report, readCell } from "./read-cell.ts";
import { JsonError, readJson } from "./read-json.ts";
import { upgradeNotebook } from "./upgrade-notebook.ts";

/** A file that is no notebook that can be used; the message is one sentence that names the file. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

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

/** How a file is read that has something odd in it. */
export interface ReadOptions {
  /**
   * Told one sentence for each part that is no such thing, and is left out or read as something
   * else; without it the whole notebook is refused. What loses nothing, such as missing metadata,
   * is not told.
   */
  readonly leaveOut?: (sentence: string) => void;
}

/**
 * Turns the text of a file into a notebook; multi-line strings are joined, a file of nbformat 1 to
 * 3 is upgraded, nothing else changes.
 *
 * @param subject what the errors start with: the file's name
 * @throws {NotebookError} if it is not JSON, not a notebook, or newer than nbformat 4
 */
export function parseNotebook(
  text: string,
  subject = "notebook",
  { leaveOut }: ReadOptions = {},
): Notebook {
  const refuse = (must: string, got: string): never => {
    throw new NotebookError(`${subject}: must ${must}, got ${got}`);
  };
  const file = upgradeNotebook(parseJson(text.replace(/^\uFEFF/, ""), refuse));
  if (!isObject(file)) {
    return refuse("be a notebook, an object with nbformat and cells", kindOf(file));
  }
  const version = Number(file.nbformat ?? (leaveOut && file.cells ? 4 : Number.NaN));
  if (Number.isNaN(version)) {
    return refuse("be a notebook, an object with nbformat and cells", kindOf(file));
  }
  if (version >= 5) {
    return refuse("be of nbformat 4", `${version}, which is newer than this program`);
  }
  if (!Array.isArray(file.cells)) return refuse("have a list of cells", kindOf(file.cells));
  if (!isObject(file.metadata) && leaveOut === undefined) {
    return refuse("have metadata", kindOf(file.metadata));
  }
  const report: Report = (part, must, got, done = "left out") => {
    if (leaveOut === undefined) return refuse(`${must} in ${part} of its list`, got);
    leaveOut(`${part} must ${must}, got ${got}: ${done}`);
  };
  const cells = file.cells as unknown[];
  return {
    ...file,
    nbformat: 4,
    nbformat_minor: typeof file.nbformat_minor === "number" ? file.nbformat_minor : 0,
    metadata: (isObject(file.metadata) ? file.metadata : {}) as NotebookMetadata,
    cells: cells.map((cell, index) => readCell(cell, index, report)),
  };
}

type Refuse = (must: string, got: string) => never;

function parseJson(text: string, refuse: Refuse): unknown {
  if (text.trim() === "") return refuse("be JSON", "an empty file");
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return refuse("be JSON", `something else at ${error.message}`);
  }
}
