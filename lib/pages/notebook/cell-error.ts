import type { Notebook } from "./notebook.ts";

export interface CellErrorOptions extends ErrorOptions {
  cell: number;
  line?: number | undefined;
  notebook: Notebook;
}

/**
 * A cell that failed. `cell` is the number in its brackets (`[3]`), 1-based among the code cells;
 * `line` is 1-based in the cell, if the kernel's traceback tells it.
 */
export class CellError extends Error {
  override name = "CellError";
  readonly cell: number;
  readonly line: number | undefined;
  /** The notebook with the outputs up to the failure. */
  readonly notebook: Notebook;

  constructor(message: string, { cell, line, notebook, ...options }: CellErrorOptions) {
    super(message, options);
    this.cell = cell;
    this.line = line;
    this.notebook = notebook;
  }
}
