import { expect, it } from "vitest";
import { histogram, naturalBins } from "./index.ts";

it("gives each value of a lattice a bin of its own, centred on it", () => {
  expect(naturalBins([58, 60, 61, 63])).toEqual({ width: 1, range: [57.5, 63.5] });
  const scaled = [58, 60, 61, 63].map((sum) => Math.fround(sum / 0.6));
  const { width, range } = naturalBins(scaled);
  expect(width).toBeCloseTo(1 / 0.6, 5);
  expect(histogram(scaled, { width, range: range as [number, number] }).counts).toEqual([
    1, 0, 1, 1, 0, 1,
  ]);
});

it("takes values that float32 sums made a little different for one", () => {
  expect(naturalBins([98, 100, 100.00001, 101]).width).toBeCloseTo(1, 6);
});

it("joins neighbours on a long lattice", () => {
  const values = Array.from({ length: 200 }, (_, i) => i);
  const { width, range } = naturalBins(values);
  expect(width).toBe(3);
  const { counts, below, above } = histogram(values, { width, range: range as [number, number] });
  expect(counts.slice(0, 66)).toEqual(new Array(66).fill(3));
  expect([below, above]).toEqual([0, 0]);
});

it("gives other numbers 8 to 65 bins of a round width", () => {
  for (const scale of [1e-3, 1, 7, 1e4]) {
    const values = Array.from({ length: 5000 }, (_, i) => scale * Math.sin(i * 1.7) * Math.sin(i));
    const { width } = naturalBins(values);
    const { counts } = histogram(values, naturalBins(values));
    expect(counts.length).toBeGreaterThanOrEqual(8);
    expect(counts.length).toBeLessThanOrEqual(65);
    expect(Number(width.toPrecision(1)) / width).toBeCloseTo(1, 9);
  }
});

it("makes one bin around values that are all the same", () => {
  expect(naturalBins([100, 100])).toEqual({ width: 1, range: [99.5, 100.5] });
});

it("takes finite numbers only", () => {
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(() => naturalBins([1, odd])).toThrow(
      new RangeError(`naturalBins: values must be finite, got ${odd}`),
    );
  }
});
