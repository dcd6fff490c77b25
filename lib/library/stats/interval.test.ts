import { expect, it } from "vitest";
import { meanInterval, pairedInterval, studentQuantile } from "./index.ts";

const A = [3.1, 2.7, 4.4, 3.9, 5.2, 1.8, 2.2, 3.3, 4.1, 3.6];
const B = [2.9, 2.9, 3.8, 3.1, 4.6, 2.0, 2.1, 2.6, 3.3, 3.4];

it("gives Student's quantiles as scipy.stats.t.ppf does", () => {
  const degrees = [1, 2, 3, 4, 9, 30, 99, 9999, 100000];
  const expected: Record<number, number[]> = {
    0.6: [
      0.3249196962329, 0.2886751345948, 0.2766706623327, 0.2707222947076, 0.2609553364739,
      0.2556053649519, 0.2540290121518, 0.2533538441198, 0.2533477771572,
    ],
    0.975: [
      12.70620473617, 4.302652729749, 3.182446305284, 2.776445105198, 2.262157162798,
      2.042272456301, 1.984216951586, 1.960201263621, 1.959987707535,
    ],
    0.9999: [
      3183.098757119, 70.70007107497, 22.2037422732, 13.0336717209, 6.010132129082, 4.233985957272,
      3.863089107127, 3.720396007116, 3.719154382641,
    ],
  };
  for (const [q, quantiles] of Object.entries(expected)) {
    degrees.forEach((df, i) => {
      const relative = studentQuantile(Number(q), df) / (quantiles[i] as number) - 1;
      expect(Math.abs(relative)).toBeLessThan(1e-8);
      expect(studentQuantile(1 - Number(q), df)).toBeCloseTo(-studentQuantile(Number(q), df), 6);
    });
  }
});

it("gives the interval of a mean as scipy.stats.t.interval does", () => {
  const interval = meanInterval(A);
  expect(interval).toMatchObject({ level: 0.95, n: 10 });
  expect(interval.low).toBeCloseTo(2.6911440853489044, 9);
  expect(interval.high).toBeCloseTo(4.168855914651097, 9);
  expect(meanInterval(A, { level: 0.99 }).low).toBeCloseTo(2.3685528772994076, 9);
});

it("gives the interval of paired differences as scipy.stats.ttest_rel does", () => {
  const interval = pairedInterval(A, B);
  expect(interval.mean).toBeCloseTo(0.36, 12);
  expect(interval.low).toBeCloseTo(0.08151057750332713, 9);
  expect(interval.high).toBeCloseTo(0.6384894224966732, 9);
});

it("refuses what has no interval", () => {
  expect(() => meanInterval([1])).toThrow(
    new RangeError("meanInterval: needs at least 2 numbers, got 1"),
  );
  expect(() => meanInterval(A, { level: 95 })).toThrow(
    new RangeError("meanInterval: level must lie in (0, 1), got 95"),
  );
  expect(() => pairedInterval(A, [1, 2])).toThrow(
    new RangeError("pairedInterval: both must have the same length, got 10 and 2"),
  );
  expect(() => studentQuantile(0.9, 1.5)).toThrow(RangeError);
  expect(() => studentQuantile(1, 3)).toThrow(RangeError);
});
