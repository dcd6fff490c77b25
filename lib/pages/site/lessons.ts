import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type Notebook,
  NotebookError,
  parseNotebook,
  readNotebookText,
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

/** The lessons of a folder, in their order, and one sentence for each file that is none. */
export interface LessonFolder {
  lessons: Lesson[];
  failures: string[];
}

/**
 * Reads the lessons of a folder, the files `NN-name.ipynb`; those that cannot be used are left out.
 *
 * @throws {NotebookError} if there are none
 */
export function readLessons(directory: string): LessonFolder {
  const names = readdirSync(directory).filter((name) => /^\d\d-.+\.ipynb$/.test(name));
  if (names.length === 0) {
    throw new NotebookError(`${directory}: must hold lessons named NN-name.ipynb, got none`);
  }
  return readAll(directory, names);
}

/** Reads the guides of a folder, all notebooks in it; there may be none, and no folder. */
export function readGuides(directory: string): LessonFolder {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return readAll(
    directory,
    names.filter((name) => name.endsWith(".ipynb")),
  );
}

function readAll(directory: string, names: string[]): LessonFolder {
  const lessons: Lesson[] = [];
  const failures: string[] = [];
  for (const name of names.sort()) {
    const path = join(directory, name);
    try {
      lessons.push(readLesson(path));
    } catch (error) {
      const { message } = error as Error;
      failures.push(error instanceof NotebookError ? message : `${path}: ${message}`);
    }
  }
  return { lessons, failures };
}

function readLesson(path: string): Lesson {
  const found = statSync(path, { throwIfNoEntry: false });
  // A pipe would never be read to its end.
  if (!found?.isFile()) {
    const kind = found?.isDirectory() ? "a folder" : found ? "no file" : "a link to nothing";
    throw new NotebookError(`${path}: must be a notebook file, got ${kind}`);
  }
  const text = readNotebookText(path);
  const notebook = parseNotebook(text, path);
  requireTypeScript(notebook, path);
  return { name: basename(path, ".ipynb"), path, text, notebook };
}
