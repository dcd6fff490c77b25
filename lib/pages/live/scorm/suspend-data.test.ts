import { type LessonProgress, noProgress, ProgressError } from "dropout-lab/progress";
import fc from "fast-check";
import { expect, it } from "vitest";
import { LIMIT, packProgress, unpackProgress } from "./suspend-data.ts";

const nothing = noProgress("lesson/1", "");
const lesson = "lesson/1";
const sources = new Map([["a", "the lesson's a"]]);
const AT = Date.UTC(2026, 0, 31);

const some: LessonProgress = {
  ...nothing,
  exercises: {
    half: { done: true, tries: 2, hints: 1, solution: true, words: "0123abcd", at: AT },
    third: { done: false, tries: 1, hints: 0, solution: false },
  },
  place: { cell: "a", at: AT },
  cells: { a: { source: "mine, größer 😀 </script>", base: "the lesson's a", at: AT } },
  added: { b: { source: "1\n", after: "a", at: AT } },
};

it("comes back as it was, in characters of one byte", () => {
  const { text, isWhole } = packProgress(some);
  expect(isWhole).toBe(true);
  expect(text).toMatch(/^[ -~]*$/);
  expect(unpackProgress(text, { lesson, sources })).toEqual(some);
});

it("offers a text whose cell has changed since", () => {
  const { text } = packProgress(some);
  const changed = new Map([["a", "a new a"]]);
  expect(unpackProgress(text, { lesson, sources: changed }).cells.a?.base).toBe("");
});

it("keeps everything done of a long lesson, and of long texts the newest that fit", () => {
  const done = { done: true, tries: 12, hints: 3, solution: true, words: "0123abcd", at: AT };
  const exercises = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`exerciseWithALongName${at}`, done]),
  );
  const long = (at: number, length: number) => {
    return { source: "é".repeat(length), base: "the lesson's a", at };
  };
  const cells = { a: long(AT + 1, 5000), b: long(AT + 3, 20), c: long(AT + 2, 5000) };
  const { text, isWhole } = packProgress({
    ...nothing,
    exercises,
    place: { cell: "b", at: AT },
    cells,
  });
  expect(isWhole).toBe(false);
  expect(text.length).toBeLessThanOrEqual(LIMIT);
  const back = unpackProgress(text, { lesson, sources });
  expect(back.exercises).toEqual(exercises);
  expect(back.place).toEqual({ cell: "b", at: AT });
  expect(Object.keys(back.cells)).toEqual(["b"]);
});

it("never takes more than the limit, whatever there is", () => {
  const exercise = fc.record({
    done: fc.boolean(),
    tries: fc.nat(),
    hints: fc.nat(),
    solution: fc.boolean(),
  });
  const text = fc.record({
    source: fc.string({ unit: "binary", maxLength: 2000, size: "max" }),
    at: fc.nat(),
  });
  const names = fc.string({ minLength: 1, maxLength: 40, size: "max" });
  fc.assert(
    fc.property(
      fc.dictionary(names, exercise, { maxKeys: 60, size: "max" }),
      fc.dictionary(names, text, { maxKeys: 5 }),
      (exercises, texts) => {
        const cells = Object.fromEntries(
          Object.entries(texts).map(([id, one]) => [id, { ...one, base: "" }]),
        );
        const packed = packProgress({ ...nothing, exercises, cells });
        expect(packed.text.length).toBeLessThanOrEqual(LIMIT);
        const back = unpackProgress(packed.text, { lesson, sources });
        if (packed.isWhole) expect(back.exercises).toEqual(exercises);
      },
    ),
    { numRuns: 10 },
  );
});

it.each([
  ["no JSON", "suspend data must be a lesson's own, got no JSON"],
  ["5", "suspend data must be a lesson's own, got 5"],
  ['{"v":2}', "suspend data must have form 1, got 2"],
  ['{"v":1,"e":{"a":[1]}}', "progress: tries must be a count, got nothing"],
  ['{"v":1,"p":[5,1]}', 'progress: place must name a cell, got {"cell":5,"at":1}'],
])("refuses %s", (text, sentence) => {
  const unpack = () => unpackProgress(text, { lesson, sources });
  expect(unpack).toThrow(ProgressError);
  expect(unpack).toThrow(sentence);
});
