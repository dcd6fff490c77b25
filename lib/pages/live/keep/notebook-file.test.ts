import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseNotebook } from "../../notebook/index.ts";
import type { LiveCellData } from "../payload.ts";
import { notebookFile, readNotebookFile } from "./notebook-file.ts";

const file = new URL("../../../../notebooks/01-naive-dropout.ipynb", import.meta.url);
const { metadata, cells: stored } = parseNotebook(readFileSync(file, "utf8"));
const cells = stored.map(
  (cell): LiveCellData => ({
    id: cell.id ?? "",
    type: cell.cell_type,
    source: cell.source,
    metadata: cell.metadata,
    executionCount: cell.cell_type === "code" ? cell.execution_count : null,
  }),
);
const lesson = { page: "01-naive-dropout", title: "Naive dropout", cells };
const outputsOf = ({ id }: LiveCellData) => {
  const cell = stored.find((one) => one.id === id);
  return cell?.cell_type === "code" ? cell.outputs : [];
};
const mine: LiveCellData = {
  id: "added-1",
  type: "code",
  source: "1 + 1",
  metadata: {},
  executionCount: null,
};
const changed = cells.flatMap((cell) => {
  if (cell.id !== "naive-20") return [cell];
  return [{ ...cell, source: "exercises.expected.check(75)" }, mine];
});

describe("a lesson as a notebook's file", () => {
  it("is the lesson's own file where nothing was changed", () => {
    expect(notebookFile({ metadata }, cells, outputsOf)).toBe(readFileSync(file, "utf8"));
  });

  it("names a kernel where the lesson names none", () => {
    const { metadata } = parseNotebook(notebookFile({ metadata: {} }, [], () => []));
    expect(metadata.kernelspec?.name).toBe("dropout-lab");
  });

  it("brings back what the reader wrote, and nothing else", () => {
    const text = notebookFile({ metadata }, changed, outputsOf);
    const read = readNotebookFile(text, lesson, 7);
    const base = cells.find(({ id }) => id === "naive-20")?.source;
    expect(read).toMatchObject({
      lesson: "01-naive-dropout",
      cells: { "naive-20": { source: "exercises.expected.check(75)", base, at: 7 } },
      added: { "added-1": { source: "1 + 1", after: "naive-20", at: 7 } },
    });
    expect(Object.keys({ ...read.cells, ...read.added })).toHaveLength(2);
  });

  it("is refused where it is no notebook, or another one", () => {
    expect(() => readNotebookFile("{", lesson, 0)).toThrow(/the file/);
    const other = notebookFile({ metadata }, [mine], () => []);
    expect(() => readNotebookFile(other, lesson, 0)).toThrow(
      'the notebook must be one of "Naive dropout", got one with other cells',
    );
  });
});
