import { basename } from "node:path";
import { type Notebook, readNotebookText } from "../notebook/index.ts";
import type { Lesson } from "./lessons.ts";

/**
 * Reads a Markdown file as a notebook of one cell, so that it can be a page of the site.
 *
 * @throws {NotebookError} when it cannot be read
 */
export function readDocument(path: string): Lesson {
  const text = readNotebookText(path);
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [{ cell_type: "markdown", id: "document", metadata: {}, source: text }],
  };
  return { name: basename(path, ".md"), path, text, notebook };
}
