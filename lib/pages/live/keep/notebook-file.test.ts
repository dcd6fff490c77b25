import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseNotebook } from "../../notebook/index.ts";
import { formatNotebook } from "../../notebook/internal.ts";
import type { LiveCellData } from "../payload.ts";
import { notebookFile, readNotebookFile } from "./notebook-file.ts";
import { restoreWork } from "./restore-work.ts";

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
const own = { metadata, cells };
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
  it("is the lesson's own file where nothing was changed, but for what tells its version", () => {
    const saved = parseNotebook(notebookFile(own, cells, outputsOf));
    const { "dropout-lab": version, ...rest } = saved.metadata;
    expect(version).toMatchObject({
      texts: { "naive-20": expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
    const text = formatNotebook({ ...saved, metadata: rest });
    expect(text).toBe(readFileSync(file, "utf8"));
  });

  it("has the pictures that come with Markdown", () => {
    const attachments = { "a.png": { "image/png": "aGVsbG8=" } };
    const pictured = { ...mine, type: "markdown", attachments } as const;
    const [cell] = parseNotebook(notebookFile(own, [pictured], () => [])).cells;
    expect(cell).toMatchObject({ cell_type: "markdown", attachments });
  });

  it("names a kernel where the lesson names none", () => {
    const { metadata } = parseNotebook(notebookFile({ metadata: {}, cells }, [], () => []));
    expect(metadata.kernelspec?.name).toBe("dropout-lab");
  });

  it("brings back what the reader wrote, and nothing else", () => {
    const text = notebookFile(own, changed, outputsOf);
    const read = readNotebookFile(text, lesson, 7);
    const base = cells.find(({ id }) => id === "naive-20")?.source;
    expect(read).toMatchObject({
      lesson: "01-naive-dropout",
      cells: { "naive-20": { source: "exercises.expected.check(75)", base, at: 7 } },
      added: { "added-1": { source: "1 + 1", after: "naive-20", at: 7 } },
    });
    expect(Object.keys({ ...read.cells, ...read.added })).toHaveLength(2);
  });

  it("offers what was written over another text than the lesson's of now", () => {
    const text = notebookFile(own, changed, outputsOf);
    const newer = cells
      .filter(({ id }) => id !== "naive-22")
      .map((cell) => (/naive-(20|24)/.test(cell.id) ? { ...cell, source: "newer" } : cell));
    const read = readNotebookFile(text, { ...lesson, cells: newer }, 7);
    // naive-24 and naive-22, which is gone, are in the file as the lesson had them.
    const answer = "exercises.expected.check(75)";
    expect(read.cells).toEqual({ "naive-20": { source: answer, base: "", at: 0 } });
    expect(Object.keys(read.added)).toEqual(["added-1"]);
    const restored = restoreWork(newer, read);
    expect([...restored.edits]).toEqual([]);
    expect(restored.offers).toEqual([{ cell: "naive-20", source: answer, isGone: false }]);
  });

  it("offers what differs in a file that does not tell its version, and keeps what is gone", () => {
    const { metadata: _, ...file } = parseNotebook(notebookFile(own, changed, outputsOf));
    const foreign = formatNotebook({ ...file, metadata });
    const read = readNotebookFile(foreign, lesson, 7);
    const answer = "exercises.expected.check(75)";
    expect(read.cells).toEqual({ "naive-20": { source: answer, base: "", at: 0 } });
    const shorter = { ...lesson, cells: cells.filter(({ id }) => id !== "naive-20") };
    const saved = notebookFile(own, changed, outputsOf);
    expect(restoreWork(shorter.cells, readNotebookFile(saved, shorter, 7)).offers).toEqual([
      { cell: "naive-20", source: answer, isGone: true },
    ]);
  });

  it("is refused where it is no notebook, or another one", () => {
    expect(() => readNotebookFile("{", lesson, 0)).toThrow(/the file/);
    const other = notebookFile(own, [mine], () => []);
    expect(() => readNotebookFile(other, lesson, 0)).toThrow(
      'the notebook must be one of "Naive dropout", got one with other cells',
    );
  });
});
