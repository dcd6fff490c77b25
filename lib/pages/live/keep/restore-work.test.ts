import { type KeptAddition, type KeptEdit, noProgress } from "dropout-lab/progress";
import { describe, expect, it } from "vitest";
import { collectWork } from "./collect-work.ts";
import { type KeptCell, restoreWork } from "./restore-work.ts";

const code = (id: string, source: string): KeptCell => ({ id, type: "code", source });
const lesson = [code("a", "1"), code("b", "2"), code("c", "3")];
const edit = (source: string, base: string, more: Partial<KeptEdit> = {}): KeptEdit => {
  return { source, base, at: 1, ...more };
};
const addition = (source: string, after: string, at = 1): KeptAddition => {
  return { source, after, at };
};
const nothing = noProgress("lesson", "A lesson");

describe("a reader's work", () => {
  it("comes back where the lesson is what it was", () => {
    const kept = { ...nothing, cells: { b: edit("mine", "2") } };
    expect(restoreWork(lesson, kept)).toEqual({
      edits: new Map([["b", "mine"]]),
      additions: [],
      offers: [],
    });
  });

  it("is offered where the lesson's cell has changed or is gone", () => {
    const cells = {
      a: edit("mine", "an older 1"),
      b: edit("2", "an older 2"),
      c: edit("its old text", "its old text"),
      gone: edit("of a cell that is gone", "0"),
    };
    expect(restoreWork(lesson, { ...nothing, cells })).toEqual({
      edits: new Map(),
      additions: [],
      // The lesson itself has come to say what was written in b.
      offers: [
        { cell: "a", source: "mine", isGone: false },
        { cell: "gone", source: "of a cell that is gone", isGone: true },
      ],
    });
  });

  it("is offered for as long as it is neither taken nor thrown away", () => {
    const kept = {
      ...nothing,
      cells: { a: edit("mine", "an older 1", { others: ["second"] }), gone: edit("x", "0") },
    };
    const { offers } = restoreWork(lesson, kept);
    const next = { ...nothing, ...collectWork({ lesson, cells: lesson, offers, now: 5 }, kept) };
    expect(restoreWork(lesson, next).offers).toEqual(offers);
    const edited = [code("a", "newer"), ...lesson.slice(1)];
    const later = { ...nothing, ...collectWork({ lesson, cells: edited, offers, now: 6 }, next) };
    const restored = restoreWork(lesson, later);
    expect(restored.edits).toEqual(new Map([["a", "newer"]]));
    expect(restored.offers).toEqual(offers);
    const emptied = collectWork({ lesson, cells: lesson, offers: [], now: 7 }, later);
    expect(emptied).toEqual({ cells: {}, added: {} });
  });

  it("keeps the time at which a text was last changed", () => {
    const cells = [code("a", "mine"), ...lesson.slice(1)];
    const first = { ...nothing, ...collectWork({ lesson, cells, offers: [], now: 1 }, nothing) };
    const again = { ...nothing, ...collectWork({ lesson, cells, offers: [], now: 2 }, first) };
    expect(again.cells.a?.at).toBe(1);
    const changed = [code("a", "other"), ...lesson.slice(1)];
    const third = collectWork({ lesson, cells: changed, offers: [], now: 3 }, again);
    expect(third.cells.a?.at).toBe(3);
  });

  it("puts added cells below their own one or above all, and at the end where that is gone", () => {
    const added = {
      second: addition("2", "first", 1),
      first: addition("1", "a", 2),
      lost: addition("3", "no such cell", 3),
      below: addition("4", "lost", 4),
      top: addition("5", "", 5),
    };
    const { additions } = restoreWork(lesson, { ...nothing, added });
    const cells = [...lesson];
    for (const { id, source, after } of additions) {
      cells.splice(cells.findIndex((one) => one.id === after) + 1, 0, code(id, source));
    }
    expect(cells.map(({ id }) => id)).toEqual([
      "top",
      "a",
      "first",
      "second",
      "b",
      "c",
      "lost",
      "below",
    ]);
    const kept = { ...nothing, ...collectWork({ lesson, cells, offers: [], now: 9 }, nothing) };
    expect(Object.values(kept.added).map(({ after }) => after)).toEqual([
      "",
      "a",
      "first",
      "c",
      "lost",
    ]);
  });
});
