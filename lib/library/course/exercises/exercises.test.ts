import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
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
  const code = exercise.solution().text.replace(/^Solution:\s*/, "");
  const verdict = exercise.check(answerOf(name, code));
  expect(verdict).toMatchObject({ outcome: "correct" });
});

describe("pytorchCheck.verify", () => {
  const judged: [string, (x: number[], y: number[], p: number) => unknown, RegExp][] = [
    ["yes to all", () => true, /not scaled/],
    ["no to all", () => false, /says no to \[5, 0, 15\]/],
    ["x / p", (x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) / p)), /x \/ \(1 − p\)/],
    [
      "a tolerance of a hundredth",
      (x, y, p) => y.every((v, i) => v === 0 || Math.abs(v - at(x, i) / (1 - p)) < 0.01),
      /5\.0001/,
    ],
    ["exact comparison", (x, y) => y.every((v, i) => v === 0 || v === 1.25 * at(x, i)), /toleran/],
    ["the first kept only", (x, y) => near(y[0] || 1.25 * at(x, 0), 1.25 * at(x, 0)), /200 values/],
    [
      "1.25 always",
      (x, y) => y.every((v, i) => v === 0 || near(v, 1.25 * at(x, i))),
      /at p = 0\.5/,
    ],
    ["any common scale", sharesOneScale, /scaled by 2 when p is 0\.2/],
    [
      "sizes",
      (x, y, p) => y.every((v, i) => v === 0 || near(v * v, square(at(x, i) / (1 - p)))),
      /sig/,
    ],
    ["a number", () => 1, /must return true or false, and it returned a number/],
  ];

  it.each(judged)("gives its own reason to %s", (_, answer, reason) => {
    const verdict = pytorchCheck.verify.check(answer as never);
    expect(verdict.outcome).toBe("incorrect");
    expect(verdict.message).toMatch(reason);
  });
});

function at(x: number[], i: number): number {
  return x[i] as number;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}

function square(x: number): number {
  return x * x;
}

function sharesOneScale(x: number[], y: number[]): boolean {
  const ratios = y.map((v, i) => v / at(x, i)).filter((ratio) => ratio !== 0);
  return ratios.every((ratio) => ratio !== 1 && Math.abs(ratio - (ratios[0] as number)) < 1e-5);
}
