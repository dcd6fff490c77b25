import type { Cell, CodeCell, Notebook, Output } from "../notebook.ts";

/** A TypeScript notebook of these cells. */
export function notebookOf(...cells: Cell[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "dropout-lab", display_name: "TypeScript", language: "typescript" },
    },
    cells,
  };
}

/** A code cell, executed if it has outputs. */
export function codeCell(source: string, outputs: Output[] = [], tags: string[] = []): CodeCell {
  return {
    cell_type: "code",
    id: `cell-${source.length}`,
    metadata: tags.length > 0 ? { tags } : {},
    source,
    execution_count: outputs.length > 0 ? 1 : null,
    outputs,
  };
}

export function markdownCell(source: string): Cell {
  return { cell_type: "markdown", id: "prose", metadata: {}, source };
}

export function displayed(data: Record<string, unknown>): Output {
  return { output_type: "display_data", data, metadata: {} };
}

export function printed(text: string, name: "stdout" | "stderr" = "stdout"): Output {
  return { output_type: "stream", name, text };
}
