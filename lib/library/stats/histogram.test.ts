import { expect, it } from "vitest";
import { histogram } from "./index.ts";

const VALUES = [0, 0.1, 0.2, 0.3, 0.3, 0.6, 0.7, 0.9, 1, 1];

it("puts a value on an edge into the bin above, and the last one into the last", () => {
  const { edges, counts } = histogram(VALUES, { bins: 10 });
  // numpy's third edge is 3 * 0.1 = 0.30000000000000004, and it counts 0.3 below it.
  expect(edges[3]).toBe(0.3);
  expect(counts).toEqual([1, 1, 1, 2, 0, 0, 1, 1, 0, 3]);
  // Just below the second edge, 1.9666666666666668, though its quotient rounds up to 2.
  const close = histogram([1.9666666666666666], { bins: 3, range: [0.3, 2.8] });
  expect(close.counts).toEqual([0, 1, 0]);
});

it("counts as numpy.histogram does", () => {
  const many = Array.from({ length: 1000 }, (_, i) => ((i * 37) % 101) / 10);
  expect(histogram(many, { bins: 7 }).counts).toEqual([149, 138, 139, 148, 138, 139, 149]);
});

it("leaves out what lies outside the range, and says how much", () => {
  const { counts, below, above, n } = histogram(VALUES, { bins: 4, range: [0.1, 0.9] });
  expect(counts).toEqual([4, 0, 2, 1]);
  expect([below, above, n]).toEqual([1, 2, 10]);
});

it("puts edges on whole multiples of a width", () => {
  const { edges, counts, centers } = histogram([58, 60, 60, 61, 63.9], { width: 2 });
  expect(edges).toEqual([58, 60, 62, 64]);
  expect(counts).toEqual([1, 3, 1]);
  expect(centers).toEqual([59, 61, 63]);
  expect(histogram([57.5, 61], { width: 2 }).edges).toEqual([56, 58, 60, 62]);
  expect(histogram([60], { width: 2 }).edges).toEqual([60, 62]);
  expect(histogram([2, 3], { width: 1, range: [0.5, 4.5] }).counts).toEqual([0, 1, 1, 0]);
});

it("gives shares that sum to 1 and densities with area 1", () => {
  const { shares, densities, width } = histogram(VALUES, { bins: 4 });
  const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
  expect(sum(shares)).toBeCloseTo(1, 12);
  expect(sum(densities) * width).toBeCloseTo(1, 12);
  expect(width).toBe(0.25);
});

it("makes a bin around values that are all the same", () => {
  const { edges, counts } = histogram([5, 5, 5], { bins: 2 });
  expect(edges).toEqual([4.5, 5, 5.5]);
  expect(counts).toEqual([0, 3]);
});

it("refuses bins that cannot be", () => {
  const refused: [object, string][] = [
    [{ bins: 3, width: 1 }, "histogram: give bins or width, not both, got 3 and 1"],
    [{ bins: 2.5 }, "histogram: bins must be a whole number of at least 1, got 2.5"],
    [{ width: 0 }, "histogram: width must be positive and finite, got 0"],
    [{ range: [1, 0] }, "histogram: range must be finite and ascending, got [1, 0]"],
    [{ width: 1, range: [0, 2.5] }, "histogram: range must be whole bins of width 1, got [0, 2.5]"],
  ];
  for (const [options, message] of refused) {
    expect(() => histogram(VALUES, options)).toThrow(new RangeError(message));
  }
  expect(() => histogram([1, Number.NaN], { range: [0, 2] })).toThrow(
    new RangeError("histogram: values must not be NaN"),
  );
});
