import { describe, expect, test } from "vitest";
import { type RandomSource, seeded } from "../../random/index.ts";
import { LinearRegression } from "../linear/linear-regression.ts";
import { test as others, recording, train } from "../testing/sklearn-recording.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import { BaggingRegressor } from "./bagging-regressor.ts";
import { bootstrap } from "./bootstrap.ts";

/** A generator that draws just these rows. */
function replay(samples: readonly (readonly number[])[]): RandomSource {
  const rows = samples.flat();
  const n = samples[0]?.length as number;
  const random = () => ((rows.shift() as number) + 0.5) / n;
  return { random, uint32: () => 0, spareNormal: undefined };
}

test.each(recording.bagging)("bagged trees are sklearn's: maxDepth $maxDepth", (recorded) => {
  const { samples, minSamplesLeaf } = recorded;
  const maxDepth = recorded.maxDepth ?? undefined;
  const bag = new BaggingRegressor({
    estimator: () => new DecisionTreeRegressor({ maxDepth, minSamplesLeaf }),
    nEstimators: samples.length,
    generator: replay(samples),
  }).fit(train.x, train.y);
  expect(bag.samples).toEqual(samples);
  const compare = (said: readonly number[], expected: readonly (number | null)[]) => {
    let compared = 0;
    for (const [i, value] of expected.entries()) {
      // null where sklearn's random states differ.
      if (value === null) continue;
      expect(said[i]).toBeCloseTo(value, 9);
      compared++;
    }
    expect(compared).toBeGreaterThan(190);
  };
  compare(bag.predict(others.x), recorded.test);
  // sklearn says 0 where no tree may say anything.
  compare(
    bag.oobPrediction.map((value) => (Number.isNaN(value) ? 0 : value)),
    recorded.oob,
  );
});

test("a bootstrap sample draws each row with the same chance, and leaves out about e^-1 of them", () => {
  const generator = seeded("bootstrap");
  const [n, draws] = [50, 4000];
  const counts = new Array<number>(n).fill(0);
  let distinct = 0;
  for (let d = 0; d < draws; d++) {
    const rows = bootstrap(n, { generator });
    expect(rows.length).toBe(n);
    for (const i of rows) counts[i] = (counts[i] as number) + 1;
    distinct += new Set(rows).size;
  }
  // Each count is binomial, 4,000 with a deviation of 63; 6 of those fail less than once in 1e7.
  for (const count of counts) expect(Math.abs(count - draws)).toBeLessThan(6 * 63);
  // The share's deviation is below 0.05 for one sample, and below 0.0008 for the mean of 4,000.
  const expected = 1 - Math.exp(n * Math.log(1 - 1 / n));
  expect(Math.abs(distinct / (n * draws) - expected)).toBeLessThan(6 * 0.0008);
});

test("out-of-bag comes only from those that did not see the row, and is NaN where all did", () => {
  const bag = new BaggingRegressor({
    nEstimators: 2,
    generator: replay([
      [0, 0, 2],
      [0, 1, 0],
    ]),
  });
  bag.fit([[1], [2], [3]], [10, 20, 30]);
  expect(bag.oobPrediction[0]).toBeNaN();
  // The first saw 10 and 30, and splits between them at 2; the second 10 and 20.
  expect(bag.oobPrediction.slice(1)).toEqual([10, 20]);
});

test("its variance is rho sigma² + (1 - rho) sigma² / B", () => {
  const { random } = seeded("studies");
  const generator = seeded("bags");
  const [studies, B] = [1500, 6];
  const said = Array.from({ length: studies }, () => {
    const x = Array.from({ length: 12 }, () => [random()]);
    const y = x.map(([v]) => (v as number) + random());
    const bag = new BaggingRegressor({
      estimator: () => new DecisionTreeRegressor({ maxDepth: 1 }),
      nEstimators: 2 + B,
      generator,
    });
    return bag.fit(x, y).estimators.map((one) => one.predict([[0.3]])[0] as number);
  });
  const [first, second] = [0, 1].map((b) => said.map((row) => row[b] as number)) as [
    number[],
    number[],
  ];
  const sigma2 = (covariance(first, first) + covariance(second, second)) / 2;
  const rho = covariance(first, second) / sigma2;
  const means = said.map((row) => mean(row.slice(2)));
  const foretold = rho * sigma2 + ((1 - rho) * sigma2) / B;
  expect(rho).toBeGreaterThan(0.1);
  expect(rho).toBeLessThan(0.9);
  // A variance of 1,500 has a relative deviation below 5 %, and there are two: three of both. The seed is fixed.
  expect(Math.abs(covariance(means, means) / foretold - 1)).toBeLessThan(3 * 0.071);
  expect(foretold).toBeLessThan(0.7 * sigma2);
});

test("it bags what it is told to, anew at each fit", () => {
  const bag = new BaggingRegressor({
    estimator: () => new LinearRegression(),
    nEstimators: 3,
    generator: seeded("lines"),
  });
  const [x, y] = [
    [[0], [1], [2], [3], [4], [5], [6], [7]],
    [1, 3, 5, 7, 9, 11, 13, 15],
  ];
  const before = bag.fit(x, y).samples;
  expect(bag.predict([[10]])[0]).toBeCloseTo(21, 9);
  expect(bag.fit(x, y).samples).not.toEqual(before);
  expect(bag.estimators.every((one) => one instanceof LinearRegression)).toBe(true);
});

describe("what it refuses", () => {
  const bad = (value: unknown) => value as never;
  test.each<[string, () => unknown]>([
    [
      "nEstimators must be a whole number from 1, got 0",
      () => new BaggingRegressor({ nEstimators: 0 }),
    ],
    [
      "estimator must be a function",
      () => new BaggingRegressor({ estimator: bad(new LinearRegression()) }),
    ],
    ["n_estimators", () => new BaggingRegressor(bad({ n_estimators: 3 }))],
    ["generator must be a Generator", () => new BaggingRegressor({ generator: bad(3) })],
    ["must be fitted before it predicts", () => new BaggingRegressor().oobPrediction],
    ["BaggingRegressor.fit: y must have one number", () => new BaggingRegressor().fit([[1]], [])],
    ["bootstrap: n must be a whole number from 1, got 0", () => bootstrap(0)],
    ["bootstrap: options must be an object", () => bootstrap(3, bad(seeded(0)))],
  ])("%s", (message, call) => {
    expect(call).toThrow(message);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [centerA, centerB] = [mean(a), mean(b)];
  const products = a.map((value, i) => (value - centerA) * ((b[i] as number) - centerB));
  return products.reduce((sum, value) => sum + value, 0) / (a.length - 1);
}

test.each([5, undefined, {}, { fit() {} }])("refuses an estimator that makes %j", (made) => {
  const bag = new BaggingRegressor({ estimator: () => made as never });
  expect(() => bag.fit([[1], [2]], [0, 1])).toThrow(
    /^BaggingRegressor.fit: estimator must make a regressor with fit and predict, such as .+, got /,
  );
});
