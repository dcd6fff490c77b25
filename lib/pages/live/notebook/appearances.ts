import type { NotebookCell } from "./live-cell.ts";

/** Remembers how cells looked when that was told last. */
export class Appearances {
  readonly #told = new Map<NotebookCell, string>();

  /** The cells that look different now; from then on that is told. */
  changed(cells: readonly NotebookCell[]): NotebookCell[] {
    return cells.filter((cell) => {
      const { state, source, began, took, errorLine } = cell;
      const now = JSON.stringify([state, source, began, took, errorLine]);
      const isOther = this.#told.get(cell) !== now;
      this.#told.set(cell, now);
      return isOther;
    });
  }
}
