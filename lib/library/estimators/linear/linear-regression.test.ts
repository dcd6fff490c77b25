import { expect, test } from "vitest";
import { test as others, recording, train } from "../testing/sklearn-recording.ts";
import { LinearRegression } from "./linear-regression.ts";

test("it is sklearn's", () => {
  const { coef, intercept, test: said } = recording.linear;
  const line = new LinearRegression().fit(train.x, train.y);
  // Both round differently: ten digits of the largest are the same.
  for (const [k, weight] of coef.entries()) expect(line.coef[k]).toBeCloseTo(weight, 8);
  expect(line.intercept).toBeCloseTo(intercept, 7);
  for (const [i, value] of line.predict(others.x).entries())
    expect(value).toBeCloseTo(said[i] as number, 8);
});

test("features that are weighted sums of others are refused, and too few rows", () => {
  const twice = [
    [1, 2],
    [2, 4],
    [3, 6],
  ];
  expect(() => new LinearRegression().fit(twice, [1, 2, 3])).toThrow(
    "LinearRegression.fit: features must not be weighted sums of others, got 2 that are, in 3 rows",
  );
  expect(() => new LinearRegression().fit([[1], [1]], [1, 2])).toThrow("features must not be");
  expect(() =>
    new LinearRegression().fit(
      [
        [1, 2],
        [3, 5],
      ],
      [1, 2],
    ),
  ).toThrow("in 2 rows");
});

test("it does not predict before it has learned, nor rows of another width", () => {
  expect(() => new LinearRegression().predict([[1]])).toThrow("must be fitted before it predicts");
  const line = new LinearRegression().fit([[0], [1]], [1, 3]);
  expect(() => line.predict([[1, 2]])).toThrow("each row of x must have 1 numbers, got 2 in row 0");
});

test("what it is given stays as it was", () => {
  const [x, y] = [[Float64Array.of(0), Float64Array.of(1)], Float64Array.of(1, 3)];
  new LinearRegression().fit(x, y);
  expect([x, y]).toEqual([[Float64Array.of(0), Float64Array.of(1)], Float64Array.of(1, 3)]);
});
