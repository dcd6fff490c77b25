import { expect, it } from "vitest";
import { type LessonProgress, noProgress } from "./progress.ts";
import {
  formatProgressFile,
  ProgressError,
  parseProgressFile,
  readProgress,
} from "./read-progress.ts";

const whole: LessonProgress = {
  ...noProgress("lesson", "A lesson"),
  exercises: { half: { done: true, tries: 1, hints: 0, solution: false, words: "a", at: 1 } },
  place: { cell: "a", at: 1 },
  cells: { a: { source: "1", base: "2", at: 1, others: ["3"] } },
  added: { b: { source: "1", after: "a", at: 1 } },
};

it("reads what was written", () => {
  expect(readProgress(structuredClone(whole))).toEqual(whole);
  expect(parseProgressFile(formatProgressFile([whole]))).toEqual({ format: 1, lessons: [whole] });
});

it.each([
  [undefined, "progress must have a format number, got nothing"],
  [{ ...whole, format: 0 }, "progress must have format 1, got 0"],
  [{ ...whole, lesson: "" }, 'progress: lesson must be a name, got ""'],
  [{ ...whole, cells: [] }, "progress: cells must be a record, got []"],
  [{ ...whole, cells: { a: null } }, 'progress: cells must hold records, got {"a":null}'],
  [{ ...whole, cells: { a: { source: 1 } } }, "progress: source must be a text, got 1"],
  [
    { ...whole, cells: { a: { source: "", base: "", at: 1, others: [1] } } },
    "progress: others must be texts, got [1]",
  ],
  [{ ...whole, exercises: { a: { done: 1 } } }, "progress: done must be true or false, got 1"],
  [
    { ...whole, exercises: { a: { ...whole.exercises.half, words: 1 } } },
    "progress: words must be a text, got 1",
  ],
  [
    { ...whole, exercises: { a: { ...whole.exercises.half, at: 1e300 } } },
    "progress: at must be a time, got 1e+300",
  ],
  [{ ...whole, place: {} }, "progress: place must name a cell, got {}"],
  [
    { ...whole, added: { a: { source: "", at: 1 } } },
    "progress: after must be a cell's id, got nothing",
  ],
])("refuses %j", (stored, message) => {
  expect(() => readProgress(stored)).toThrow(message);
});

it("reads a file that an editor has begun with a byte order mark", () => {
  expect(parseProgressFile(`\uFEFF${formatProgressFile([whole])}`).lessons).toEqual([whole]);
});

it("tells what is newer from what is damaged", () => {
  const isNewer = (stored: unknown) => {
    try {
      readProgress(stored);
    } catch (error) {
      return error instanceof ProgressError && error.isNewer;
    }
    return undefined;
  };
  expect(isNewer({ format: 2, anything: "else" })).toBe(true);
  expect(isNewer({ ...whole, title: 5 })).toBe(false);
  expect(() => parseProgressFile("no JSON")).toThrow("a progress file must be JSON");
});
