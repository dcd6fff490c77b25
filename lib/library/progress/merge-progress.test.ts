import { describe, expect, it } from "vitest";
import { joinLessons, mergeExercise, mergeProgress } from "./merge-progress.ts";
import {
  type ExerciseProgress,
  type KeptEdit,
  type LessonProgress,
  noProgress,
} from "./progress.ts";

const nothing = noProgress("lesson", "A lesson");
const edit = (source: string, at: number, more: Partial<KeptEdit> = {}): KeptEdit => {
  return { source, base: "the lesson's", at, ...more };
};
const withCells = (cells: LessonProgress["cells"]): LessonProgress => ({ ...nothing, cells });

describe("progress of two sides", () => {
  it("takes the cells that one side alone changed", () => {
    const known = withCells({ a: edit("old a", 1), b: edit("old b", 1) });
    const mine = withCells({ a: edit("my a", 2), b: edit("old b", 1), c: edit("my c", 2) });
    const theirs = withCells({ a: edit("old a", 1), b: edit("their b", 3), d: edit("d", 3) });
    expect(mergeProgress({ known, mine, theirs }).cells).toEqual({
      a: edit("my a", 2),
      b: edit("their b", 3),
      c: edit("my c", 2),
      d: edit("d", 3),
    });
  });

  it("keeps the older text beside the newer where both changed a cell", () => {
    const mine = withCells({ a: edit("mine", 2) });
    const theirs = withCells({ a: edit("theirs", 3) });
    const merged = edit("theirs", 3, { others: ["mine"] });
    expect(mergeProgress({ known: nothing, mine, theirs }).cells).toEqual({ a: merged });
    expect(mergeProgress({ known: nothing, mine: theirs, theirs: mine }).cells).toEqual({
      a: merged,
    });
    const same = withCells({ a: edit("theirs", 2) });
    expect(mergeProgress({ known: nothing, mine: same, theirs }).cells).toEqual(theirs.cells);
  });

  it("takes a cell away that one side took away, unless the other changed it", () => {
    const known = withCells({ a: edit("a", 1), b: edit("b", 1) });
    const theirs = withCells({ a: edit("a", 1), b: edit("changed", 2) });
    expect(mergeProgress({ known, mine: nothing, theirs }).cells).toEqual({
      b: edit("changed", 2),
    });
    expect(mergeProgress({ known, mine: theirs, theirs: nothing }).cells).toEqual({
      b: edit("changed", 2),
    });
  });

  it("does not bring back another text that one side has thrown away", () => {
    const known = withCells({ a: edit("a", 1, { others: ["offered", "kept"] }) });
    const mine = withCells({ a: edit("mine", 2, { others: ["kept"] }) });
    const theirs = withCells({ a: edit("theirs", 3, { others: ["offered", "kept"] }) });
    expect(mergeProgress({ known, mine, theirs }).cells).toEqual({
      a: edit("theirs", 3, { others: ["kept", "mine"] }),
    });
  });

  it("takes the most of each exercise, and the newer place", () => {
    const side = (done: boolean, tries: number, hints: number, at: number): LessonProgress => ({
      ...nothing,
      exercises: { half: { done, tries, hints, solution: !done } },
      place: { cell: `at ${at}`, at },
    });
    const merged = { done: true, tries: 3, hints: 2, solution: true };
    for (const [mine, theirs] of [
      [side(true, 1, 2, 5), side(false, 3, 0, 6)],
      [side(false, 3, 0, 6), side(true, 1, 2, 5)],
    ] as const) {
      const { exercises, place } = mergeProgress({ known: nothing, mine, theirs });
      expect([exercises, place]).toEqual([{ half: merged }, { cell: "at 6", at: 6 }]);
    }
  });

  it("takes names that every object has for names like others", () => {
    const exercise = { done: true, tries: 1, hints: 0, solution: false };
    const theirs: LessonProgress = {
      ...nothing,
      exercises: { constructor: exercise, ["__proto__"]: exercise },
      cells: { toString: edit("theirs", 1) },
    };
    expect(mergeProgress({ known: nothing, mine: nothing, theirs })).toEqual(theirs);
    expect(mergeProgress({ known: nothing, mine: theirs, theirs: nothing })).toEqual(theirs);
  });

  it("changes nothing when the same file comes twice", () => {
    const mine = withCells({ a: edit("mine", 2) });
    const theirs = withCells({ a: edit("theirs", 1), b: edit("b", 1) });
    const once = mergeProgress({ known: nothing, mine, theirs });
    expect(mergeProgress({ known: nothing, mine: once, theirs })).toEqual(once);
  });
});

describe("an exercise of two sides", () => {
  const side = (more: Partial<ExerciseProgress>): ExerciseProgress => {
    return { done: false, tries: 1, hints: 0, solution: false, ...more };
  };

  it("has the state of the words that were answered last", () => {
    const old = side({ done: true, words: "old", at: 1 });
    const young = side({ words: "young", at: 2 });
    expect(mergeExercise(old, young)).toEqual(young);
    expect(mergeExercise(young, old)).toEqual(young);
  });

  it("learns its words from the side that knows them", () => {
    const unknown = side({ done: true, at: 3 });
    const known = side({ words: "words", hints: 1, at: 2 });
    const merged = side({ done: true, words: "words", hints: 1, at: 3 });
    expect(mergeExercise(unknown, known)).toEqual(merged);
    expect(mergeExercise(known, unknown)).toEqual(merged);
  });
});

describe("the lessons of two files", () => {
  const exercises = { half: { done: true, tries: 2, hints: 0, solution: false } };
  const jupyter: LessonProgress = { ...noProgress("05-halves", ""), exercises };
  const page: LessonProgress = {
    ...noProgress("05-halves/0123abcd", "Halves"),
    texts: { a: "01234567" },
    exercises: { half: { done: false, tries: 1, hints: 2, solution: false } },
    place: { cell: "a", at: 7 },
  };
  const other = noProgress("06-thirds", "");

  it("are joined by their names, under the key and title of the page", () => {
    const joined = {
      ...page,
      exercises: { half: { done: true, tries: 2, hints: 2, solution: false } },
    };
    expect(joinLessons([jupyter], [page, other])).toEqual([joined, other]);
    expect(joinLessons([page, other], [jupyter])).toEqual([joined, other]);
  });

  it("stay what they are when a file comes twice", () => {
    const once = joinLessons([jupyter], [page, other]);
    expect(joinLessons(once, [page, other])).toEqual(once);
  });
});
