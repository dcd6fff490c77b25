import { expect, it } from "vitest";
import { quantile, summarize } from "./index.ts";

// numpy 2 and scipy 1.17: mean, std(ddof=1), stats.sem, quantile(method="linear").
const VALUES = [3.1, 2.7, 4.4, 3.9, 5.2, 1.8, 2.2, 3.3, 4.1, 3.6];

it("summarizes as numpy and scipy do", () => {
  const { n, mean, sd, se, min, q1, median, q3, max } = summarize(VALUES);
  expect([n, min, max]).toEqual([10, 1.8, 5.2]);
  expect(mean).toBeCloseTo(3.43, 12);
  expect(sd).toBeCloseTo(1.0328493490232626, 12);
  expect(se).toBeCloseTo(0.32661564227357165, 12);
  expect([q1, median, q3].map((q) => q.toFixed(10))).toEqual([
    "2.8000000000",
    "3.4500000000",
    "4.0500000000",
  ]);
  expect(quantile(VALUES, 0.1)).toBeCloseTo(2.16, 12);
});

it("takes typed arrays, and whatever carries data, of bigints too", () => {
  expect(summarize(Float32Array.of(1, 2, 3)).mean).toBe(2);
  expect(summarize({ data: Float64Array.of(1, 2, 4) }).median).toBe(2);
  expect(summarize({ data: BigInt64Array.of(1n, 3n) }).mean).toBe(2);
});

it("leaves the numbers as they were", () => {
  const numbers = Float64Array.of(3, 1, 2);
  summarize(numbers);
  quantile(numbers, 0.5);
  expect([...numbers]).toEqual([3, 1, 2]);
});

it("loses nothing to a large mean", () => {
  const { mean, sd } = summarize(VALUES.map((value) => value + 1e9));
  expect(mean - 1e9).toBeCloseTo(3.43, 6);
  expect(sd).toBeCloseTo(1.0328493490232626, 6);
  expect(summarize([1e16, 1, -1e16]).mean).toBeCloseTo(1 / 3, 12);
});

it("knows no spread of one number, and nothing of a set with NaN", () => {
  expect(summarize([7])).toMatchObject({ mean: 7, sd: Number.NaN, q1: 7, max: 7 });
  expect(summarize([1, Number.NaN, 3, 4, 5]).median).toBeNaN();
});

it("refuses an empty set and a q outside [0, 1]", () => {
  expect(() => summarize([])).toThrow(new RangeError("summarize: needs at least 1 number, got 0"));
  expect(() => quantile([1], 1.1)).toThrow(
    new RangeError("quantile: q must lie in [0, 1], got 1.1"),
  );
});
