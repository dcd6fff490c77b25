import type { Notebook, NotebookMetadata } from "./notebook.ts";
import { isObject, kindOf, type Report, readCell } from "./read-cell.ts";
import { JsonError, readJson } from "./read-json.ts";
import { upgradeNotebook } from "./upgrade-notebook.ts";

/** A file that is no notebook that can be used; the message is one sentence that names the file. */
export class NotebookError extends Error {
  override name = "NotebookError";
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
