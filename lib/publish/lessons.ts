import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type Notebook,
  NotebookError,
  parseNotebook,
  requireTypeScript,
} from "../notebook/index.ts";

/** A lesson as it is stored. */
export interface Lesson {
  /** The file's name without its ending, such as `01-naive-dropout`. */
  name: string;
  path: string;
  /** The file's text, by which a lesson that has not changed is known again. */
  text: string;
  notebook: Notebook;
}

/**
 * Reads the lessons of a folder, the files `NN-name.ipynb`, in their order.
 *
 * @throws {NotebookError} if there are none, or one is no TypeScript notebook
 */
export function readLessons(directory: string): Lesson[] {
  const names = readdirSync(directory).filter((name) => /^\d\d-.+\.ipynb$/.test(name));
  if (names.length === 0) {
    throw new NotebookError(`${directory}: must hold lessons named NN-name.ipynb, got none`);
  }
  return names.sort().map((name) => {
    const path = join(directory, name);
    const text = readFileSync(path, "utf8");
    const notebook = parseNotebook(text, path);
    requireTypeScript(notebook, path);
    return { name: basename(name, ".ipynb"), path, text, notebook };
  });
}
