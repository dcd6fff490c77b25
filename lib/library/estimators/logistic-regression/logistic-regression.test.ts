import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { digits, logisticRecording, type RecordedOptimum } from "../../datasets/index.ts";
import { Generator } from "../../random/index.ts";
import { LogisticRegression, type LogisticSolver } from "./logistic-regression.ts";

const SOLVERS: LogisticSolver[] = ["lbfgs", "newton-cg", "sag", "saga"];
const recording = logisticRecording();

const { images, labels } = digits();
const pixels = images.div(16).tolist() as number[][];
const classes = Array.from(labels.data, Number);
const chosen = (is: (label: number, i: number) => boolean) => {
  const kept = classes.flatMap((label, i) => (is(label, i) ? [i] : []));
  return { x: kept.map((i) => pixels[i] ?? []), y: kept.map((i) => classes[i] ?? -1) };
};
const pair = chosen((label) => label === 3 || label === 8);
const first500 = chosen((_, i) => i < 500);
const PAIR_OPTIONS = { C: 0.1, fitIntercept: false };

/** The largest difference of any number, as a share of the largest one: the infinity norm. */
function farthest(found: readonly number[], recorded: readonly number[]): number {
  expect(found.length).toBe(recorded.length);
  const gaps = found.map((value, i) => Math.abs(value - (recorded[i] ?? Number.NaN)));
  return Math.max(...gaps) / Math.max(...recorded.map(Math.abs));
}

function expectOptimum(model: LogisticRegression, { coef, intercept }: RecordedOptimum): void {
  const found = [...model.coef.flat(), ...model.intercept];
  expect(farthest(found, [...coef.flat(), ...intercept])).toBeLessThan(1e-6);
}

function accuracy(model: LogisticRegression): number {
  const answers = model.predict(first500.x);
  return answers.filter((answer, i) => answer === first500.y[i]).length / 500;
}

afterEach(() => vi.restoreAllMocks());

describe("the optimum is sklearn's to 1e-6", () => {
  test.each(SOLVERS)("of two classes without an intercept, by %s", (solver) => {
    const options = { ...PAIR_OPTIONS, solver, tol: 1e-8, generator: new Generator(0) };
    const model = new LogisticRegression(options).fit(pair.x, pair.y);
    expectOptimum(model, recording.threesAndEights);
  });

  // The valley is 2,000 times as steep across as along: a gradient of 1e-9 leaves 1e-5 of an intercept.
  test.each<[LogisticSolver, tol: number]>([
    ["lbfgs", 1e-10],
    ["newton-cg", 1e-10],
    ["sag", 1e-9],
    ["saga", 1e-9],
  ])("of ten classes at the default C, by %s", { timeout: 300_000 }, (solver, tol) => {
    const options = { solver, tol, maxIter: 3000, generator: new Generator(0) };
    const model = new LogisticRegression(options).fit(first500.x, first500.y);
    expectOptimum(model, recording.first500);
    expect(accuracy(model)).toBe(recording.first500.accuracy);
  });
});

describe("what nIter counts", () => {
  const count = (solver: LogisticSolver, generator = new Generator(0)) =>
    new LogisticRegression({ ...PAIR_OPTIONS, solver, generator }).fit(pair.x, pair.y).nIter;
  const counted = (solver: LogisticSolver) =>
    recording.threesAndEights.iterations[solver]["0.0001"];

  test("is sklearn's number of Newton's steps", () => {
    expect(count("newton-cg")).toBe(counted("newton-cg"));
  });

  // Another line search than scipy's, so other steps; and as many as one such step more or less.
  test("is near sklearn's number of steps of lbfgs", () => {
    expect(Math.abs(count("lbfgs") - counted("lbfgs"))).toBeLessThanOrEqual(5);
  });

  // Other rows are drawn in each epoch. Twenty seeds stay well within a factor of 1.5.
  test.each(["sag", "saga"] as const)("is near sklearn's number of epochs of %s", (solver) => {
    const ratio = count(solver) / counted(solver);
    expect(ratio).toBeGreaterThan(1 / 1.5);
    expect(ratio).toBeLessThan(1.5);
  });

  test.each(SOLVERS)("%s stops at maxIter, and says so as sklearn does", (solver) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const options = { solver, maxIter: 3, generator: new Generator(0) };
    const model = new LogisticRegression(options).fit(first500.x, first500.y);
    expect(model.nIter).toBe(3);
    expect(warn).toHaveBeenCalledTimes(1);
    const [said] = warn.mock.calls[0] ?? [];
    // The numbers in it are this run's own, and what follows the first line are sklearn's addresses.
    const opening = recording.warnings[solver]?.[0]?.split(/ loss = | \(status/)[0] ?? "";
    expect(said).toMatch(/^ConvergenceWarning: /);
    expect(said).toContain(opening);
  });

  test.each(SOLVERS)("%s says nothing when it has converged", (solver) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    count(solver);
    expect(warn).not.toHaveBeenCalled();
  });
});

const number = fc.double({ min: -3, max: 3, noNaN: true });

test("at the optimum no solver's gradient is left, whatever the data", () => {
  const table = fc.array(fc.tuple(number, number), {
    minLength: 6,
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(...SOLVERS),
      fc.integer({ min: 2, max: 3 }),
      (x, solver, k) => {
        const y = x.map((_, i) => i % k);
        const options = { solver, tol: 1e-7, maxIter: 20_000, generator: new Generator(1) };
        const model = new LogisticRegression(options).fit(x, y);
        // Of the intercepts: probabilities and truths have the same sum, class by class.
        const sums = model
          .predictProba(x)
          .reduce((sum, row) => sum.map((s, c) => s + (row[c] ?? 0)));
        for (const [c, sum] of sums.entries()) {
          expect(sum).toBeCloseTo(y.filter((label) => label === c).length, 3);
        }
      },
    ),
    { numRuns: 30, seed: 1 },
  );
});

test("probabilities add up to 1, and the likeliest class is the answer", () => {
  const model = new LogisticRegression({ solver: "newton-cg" }).fit(first500.x, first500.y);
  const chances = model.predictProba(first500.x.slice(0, 20));
  const answers = model.predict(first500.x.slice(0, 20));
  for (const [i, row] of chances.entries()) {
    expect(row.reduce((sum, q) => sum + q)).toBeCloseTo(1, 12);
    expect(model.classes[row.indexOf(Math.max(...row))]).toBe(answers[i]);
  }
});

test("classes are the labels in rising order, whatever numbers they are", () => {
  const x = [[0], [1], [10], [11], [20], [21]];
  const model = new LogisticRegression().fit(x, [7, 7, -2, -2, 4, 4]);
  expect(model.classes).toEqual([-2, 4, 7]);
  expect(model.predict([[0], [21]])).toEqual([7, 4]);
});

test.each<[string, () => unknown, RegExp]>([
  [
    "an unknown solver",
    () => new LogisticRegression({ solver: "adam" as "sag" }),
    /solver must be one of "lbfgs"/,
  ],
  ["a C of 0", () => new LogisticRegression({ C: 0 }), /C must be above 0 and finite, got 0/],
  ["a tol of Infinity", () => new LogisticRegression({ tol: 1 / 0 }), /tol must be above 0/],
  [
    "no iteration",
    () => new LogisticRegression({ maxIter: 0 }),
    /maxIter must be a whole number from 1/,
  ],
  [
    "sklearn's spelling",
    () => new LogisticRegression({ max_iter: 5 } as object),
    /unknown option "max_iter"/,
  ],
  [
    "one class",
    () => new LogisticRegression().fit([[1], [2]], [4, 4]),
    /at least 2 classes, got only 4/,
  ],
  [
    "another width",
    () => new LogisticRegression().fit([[1], [2]], [0, 1]).predict([[1, 2]]),
    /must have 1 numbers/,
  ],
  ["no fit", () => new LogisticRegression().coef, /must be fitted/],
])("%s is one clear sentence", (_, act, message) => {
  expect(act).toThrow(message);
});

test.each(["lbfgs", "newton-cg"] as const)(
  "says that %s has no weights for huge features",
  (solver) => {
    const model = new LogisticRegression({ solver });
    expect(() => model.fit([[1e200], [-1e200], [1], [3]], [0, 1, 0, 1])).toThrow(
      /^LogisticRegression.fit: x and C must be of a size whose loss is a number, got weights of NaN/,
    );
  },
);
