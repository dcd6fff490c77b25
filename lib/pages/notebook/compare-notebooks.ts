import { comparePictures } from "./compare-pictures.ts";
import type { CodeCell, Json, Notebook, Output } from "./notebook.ts";
import { stableJson } from "./stable-json.ts";

export interface Difference {
  /** The number in the cell's brackets, 1-based among the code cells; 0 for the whole notebook. */
  cell: number;
  /** What differs, as `output 1, text/plain`. */
  what: string;
  stored: string;
  fresh: string;
}

/**
 * How the outputs of two runs of one notebook differ: text and JSON exactly, PNGs by their pixels.
 * Nothing differs if the list is empty.
 */
export function compareNotebooks(stored: Notebook, fresh: Notebook): Difference[] {
  const before = codeCells(stored);
  const after = codeCells(fresh);
  if (before.length !== after.length) {
    return [{ cell: 0, what: "code cells", stored: `${before.length}`, fresh: `${after.length}` }];
  }
  return before.flatMap((cell, index) => {
    const other = after[index];
    if (!other) return [];
    return compareCells(cell, other).map((difference) => ({ cell: index + 1, ...difference }));
  });
}

type Found = Omit<Difference, "cell">;

function compareCells(stored: CodeCell, fresh: CodeCell): Found[] {
  const counts = Math.max(stored.outputs.length, fresh.outputs.length);
  const outputs = Array.from({ length: counts }, (_, index) =>
    compareOutputs(stored.outputs[index], fresh.outputs[index]).map(({ what, ...texts }) => ({
      what: `output ${index + 1}${what && `, ${what}`}`,
      ...texts,
    })),
  );
  return [
    ...compareValues("source", stored.source, fresh.source),
    ...compareValues("execution count", stored.execution_count, fresh.execution_count),
    ...outputs.flat(),
  ];
}

function compareOutputs(stored: Output | undefined, fresh: Output | undefined): Found[] {
  if (!stored || !fresh || kindOf(stored) !== kindOf(fresh)) {
    return compareValues("", describe(stored), describe(fresh));
  }
  if (!("data" in stored) || !("data" in fresh)) {
    return compareValues(kindOf(stored), outputText(stored), outputText(fresh));
  }
  return [
    ...compareBundles(stored.data, fresh.data),
    ...compareValues("metadata", stored.metadata, fresh.metadata),
  ];
}

function compareBundles(stored: Json, fresh: Json): Found[] {
  const types = [...new Set([...Object.keys(stored), ...Object.keys(fresh)])].sort();
  return types.flatMap((type) => {
    const before = stored[type];
    const after = fresh[type];
    if (type !== "image/png" || typeof before !== "string" || typeof after !== "string") {
      return compareValues(type, before, after);
    }
    const difference = comparePictures(before, after);
    return difference ? [{ what: type, stored: "the stored picture", fresh: difference }] : [];
  });
}

function compareValues(what: string, stored: unknown, fresh: unknown): Found[] {
  const before = asText(stored);
  const after = asText(fresh);
  return before === after ? [] : [{ what, stored: before, fresh: after }];
}

function asText(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : stableJson(value);
}

function kindOf(output: Output): string {
  return output.output_type === "stream" ? output.name : output.output_type;
}

function describe(output: Output | undefined): string {
  if (!output) return "no output";
  const types = "data" in output ? ` of ${Object.keys(output.data).sort().join(", ")}` : "";
  return `${kindOf(output)}${types}\n${outputText(output)}`;
}

function outputText(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return output.text;
    case "error":
      return [`${output.ename}: ${output.evalue}`, ...output.traceback].join("\n");
    default:
      return asText(output.data["text/plain"]);
  }
}

function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}
