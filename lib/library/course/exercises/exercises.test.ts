import { transformSync } from "esbuild";
import { expect, it } from "vitest";
import { Exercise, mystery, naiveDropout, pytorchCheck, scalingFix } from "../index.ts";

const lessons = { naiveDropout, scalingFix, pytorchCheck };
const all = Object.entries(lessons).flatMap(([lesson, exercises]) =>
  Object.entries(exercises)
    .filter(([, exercise]) => exercise instanceof Exercise)
    .map(([name, exercise]) => ({
      title: `${lesson}.${name}`,
      name,
      exercise: exercise as Exercise<unknown>,
    })),
);

/** What the code of a solution declares under the exercise's name, as in a cell. */
function answerOf(name: string, code: string): unknown {
  const { code: script } = transformSync(code, { loader: "ts" });
  return new Function("before", "after", `${script}; return ${name};`)(
    mystery.before,
    mystery.after,
  );
}

it("finds the exercises of all lessons", () => {
  expect(all.map(({ title }) => title)).toEqual([
    "naiveDropout.expected",
    "naiveDropout.naive",
    "naiveDropout.neurons",
    "scalingFix.scale",
    "scalingFix.rate",
    "scalingFix.dropout",
    "pytorchCheck.input",
    "pytorchCheck.rate",
    "pytorchCheck.verify",
  ]);
});

it.each(all)("accepts its own solution: $title", ({ name, exercise }) => {
  const [, code = ""] = /^Solution:\s*(.*)\n\nWhy: /s.exec(exercise.solution().text) ?? [];
  const verdict = exercise.check(answerOf(name, code));
  expect(verdict).toMatchObject({ outcome: "correct" });
});
