import type { Cell, NotebookMetadata, Output } from "../../notebook/index.ts";
import { formatNotebook, parseNotebook } from "../../notebook/internal.ts";
import type { LiveCellData, LiveNotebookData } from "../payload.ts";
import { type KeptAddition, type KeptEdit, type LessonProgress, noProgress } from "./progress.ts";
import { ProgressError } from "./read-progress.ts";

/** With which JupyterLab runs a notebook that names no kernel. */
const KERNEL = {
  name: "dropout-lab",
  display_name: "TypeScript (dropout-lab)",
  language: "typescript",
};

/** The text of an `.ipynb` file with the cells as they are now, that JupyterLab opens and runs. */
export function notebookFile(
  { metadata }: Pick<LiveNotebookData, "metadata">,
  cells: readonly LiveCellData[],
  outputsOf: (cell: LiveCellData) => Output[],
): string {
  const given = metadata as NotebookMetadata;
  return formatNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { ...given, kernelspec: given.kernelspec ?? KERNEL },
    cells: cells.map((cell): Cell => {
      const { id, type, source, executionCount } = cell;
      const common = { id, source, metadata: { ...cell.metadata } };
      if (type !== "code") return { ...common, cell_type: type };
      const outputs = outputsOf(cell);
      return { ...common, cell_type: type, execution_count: executionCount, outputs };
    }),
  });
}

/**
 * What a reader wrote in a notebook's file, compared with the lesson. Outputs are not read: nothing
 * stored is shown unasked.
 *
 * @throws {ProgressError} for a file that is no notebook, or another lesson's
 */
export function readNotebookFile(
  text: string,
  { page, title, cells }: Pick<LiveNotebookData, "page" | "title" | "cells">,
  now: number,
): LessonProgress {
  const lesson = new Map(cells.map((cell) => [cell.id, cell]));
  const found = cellsOf(text);
  if (!found.some(({ id }) => id !== undefined && lesson.has(id))) {
    throw new ProgressError(`the notebook must be one of "${title}", got one with other cells`);
  }
  const edits: Record<string, KeptEdit> = {};
  const added: Record<string, KeptAddition> = {};
  let after = "";
  for (const [at, cell] of found.entries()) {
    const id = cell.id ?? `opened-${at + 1}`;
    const own = lesson.get(id);
    if (own === undefined && cell.cell_type !== "code") continue;
    const { source } = cell;
    if (own === undefined) added[id] = { source, after, at: now };
    else if (own.type === "code" && own.source !== source) {
      edits[id] = { source, base: own.source, at: now };
    }
    after = id;
  }
  return { ...noProgress(page, title), cells: edits, added };
}

function cellsOf(text: string): Cell[] {
  try {
    return parseNotebook(text, "the file").cells;
  } catch (error) {
    throw new ProgressError(error instanceof Error ? error.message : `${error}`);
  }
}
