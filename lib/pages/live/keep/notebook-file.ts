import {
  fingerprint,
  fingerprints,
  type KeptAddition,
  type KeptEdit,
  type LessonProgress,
  noProgress,
  ProgressError,
} from "dropout-lab/progress";
import type { Cell, Notebook, NotebookMetadata, Output } from "../../notebook/index.ts";
import { formatNotebook, parseNotebook } from "../../notebook/internal.ts";
import type { LiveCellData, LiveNotebookData } from "../payload.ts";

/** With which JupyterLab runs a notebook that names no kernel. */
const KERNEL = {
  name: "dropout-lab",
  display_name: "TypeScript (dropout-lab)",
  language: "typescript",
};

/** Under which its metadata say what the lesson's own texts were when the file was saved. */
const LESSON = "dropout-lab";

/** The text of an `.ipynb` file with the cells as they are now, that JupyterLab opens and runs. */
export function notebookFile(
  { metadata, cells: lesson }: Pick<LiveNotebookData, "metadata" | "cells">,
  cells: readonly LiveCellData[],
  outputsOf: (cell: LiveCellData) => Output[],
): string {
  const given = metadata as NotebookMetadata;
  return formatNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      ...given,
      kernelspec: given.kernelspec ?? KERNEL,
      [LESSON]: { texts: fingerprints(lesson) },
    },
    cells: cells.map((cell): Cell => {
      const { id, type, source, attachments, executionCount } = cell;
      const common = { id, source, metadata: { ...cell.metadata } };
      if (type !== "code") {
        return {
          ...common,
          cell_type: type,
          ...(attachments === undefined ? {} : { attachments }),
        };
      }
      const outputs = outputsOf(cell);
      return { ...common, cell_type: type, execution_count: executionCount, outputs };
    }),
  });
}

/**
 * What a reader wrote in a notebook's file, last changed at a time, compared with the lesson. Where the file cannot tell that
 * it was written over the lesson's text of now, it is as old as can be: so it is offered beside what
 * is there. Outputs are not read: nothing stored is shown unasked.
 *
 * @throws {ProgressError} for a file that is no notebook, or another lesson's
 */
export function readNotebookFile(
  text: string,
  { page, title, cells }: Pick<LiveNotebookData, "page" | "title" | "cells">,
  at: number,
): LessonProgress {
  const lesson = new Map(cells.map((cell) => [cell.id, cell]));
  const file = parse(text);
  if (!file.cells.some(({ id }) => id !== undefined && lesson.has(id))) {
    throw new ProgressError(`the notebook must be one of "${title}", got one with other cells`);
  }
  const texts = textsOf(file);
  const edits: Record<string, KeptEdit> = {};
  const added: Record<string, KeptAddition> = {};
  let after = "";
  for (const [index, { id = `opened-${index + 1}`, cell_type, source }] of file.cells.entries()) {
    const own = lesson.get(id);
    const before = texts.get(id);
    if (own === undefined && before === undefined) {
      if (cell_type !== "code") continue;
      added[id] = { source, after, at };
    } else if (cell_type === "code" && source !== own?.source && fingerprint(source) !== before) {
      const isCurrent = own !== undefined && fingerprint(own.source) === before;
      edits[id] = isCurrent ? { source, base: own.source, at } : { source, base: "", at: 0 };
    }
    if (own !== undefined || before === undefined) after = id;
  }
  return { ...noProgress(page, title), cells: edits, added };
}

/** The fingerprints of the lesson's own texts when a page saved the file, by the cell's id. */
function textsOf({ metadata }: Notebook): ReadonlyMap<string, unknown> {
  const { texts = {} } = (metadata[LESSON] ?? {}) as { readonly texts?: object };
  return new Map(Object.entries(texts ?? {}));
}

function parse(text: string): Notebook {
  try {
    return parseNotebook(text, "the file");
  } catch (error) {
    throw new ProgressError(error instanceof Error ? error.message : `${error}`);
  }
}
