/**
 * Notebook files: read, run, compare and write them.
 *
 * @module
 */

export { CellError, type CellErrorOptions } from "./cell-error.ts";
export { cellName } from "./cell-name.ts";
export { compareNotebooks, type Difference } from "./compare-notebooks.ts";
export { formatDifferences } from "./format-differences.ts";
export { formatNotebook } from "./format-notebook.ts";
export { languageOf, requireTypeScript } from "./language.ts";
export type {
  Cell,
  CellMetadata,
  CodeCell,
  DisplayData,
  ErrorOutput,
  ExecuteResult,
  Json,
  MarkdownCell,
  Notebook,
  NotebookMetadata,
  Output,
  RawCell,
  StreamOutput,
} from "./notebook.ts";
export { NotebookError, parseNotebook, type ReadOptions } from "./parse-notebook.ts";
export { readNotebook, readNotebookText } from "./read-notebook.ts";
export { type RunOptions, runNotebook } from "./run-notebook.ts";
export { writeNotebook } from "./write-notebook.ts";
