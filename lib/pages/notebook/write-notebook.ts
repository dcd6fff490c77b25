import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { formatNotebook } from "./format-notebook.ts";
import type { Notebook } from "./notebook.ts";

/** Writes a notebook under a temporary name and renames it: a reader never sees half a file. */
export function writeNotebook(path: string, notebook: Notebook): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, formatNotebook(notebook));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
