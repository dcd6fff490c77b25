import type { HistogramOptions } from "./histogram.ts";
import { type Numbers, toFloat64 } from "./numbers.ts";

const MAX_BINS = 80;

/**
 * Bins that suit the numbers. Numbers on a lattice (counts, or counts times a scale) get a bar a
 * value, or a bar for each 2, 3, … values when there are many; others get bins of a round width by
 * the rule of Freedman and Diaconis, 8 to 65 of them. Numbers that are all the same get one
 * bin of width 1.
 *
 * @returns a width, and a range unless whole multiples of the width are the edges: what `histogram`
 * takes
 * @throws {RangeError} without numbers, and for a number that is not finite
 *
 * @example
 * ```ts
 * import { naturalBins } from "dropout-lab/stats";
 * naturalBins([3, 0, 1, 1]) // → { width: 1, range: [ -0.5, 3.5 ] }
 * ```
 */
export function naturalBins(values: Numbers): HistogramOptions & { width: number } {
  const sorted = toFloat64("naturalBins", values).sort();
  const low = sorted[0] as number;
  const high = sorted.at(-1) as number;
  const odd = sorted.find((value) => !Number.isFinite(value));
  if (odd !== undefined) {
    throw new RangeError(`naturalBins: values must be finite, got ${odd}`);
  }
  if (high === low) return { width: 1, range: [low - 0.5, low + 0.5] };
  const step = latticeStep(sorted);
  if (step === undefined) return { width: roundWidth(sorted) };
  const points = Math.round((high - low) / step) + 1;
  const merged = Math.ceil(points / MAX_BINS);
  const bins = Math.ceil(points / merged);
  const width = merged * step;
  return { width, range: [low - step / 2, low - step / 2 + bins * width] };
}

/** The distance of neighbours if all numbers lie on a lattice of at most a few hundred points. */
function latticeStep(sorted: Float64Array): number | undefined {
  const low = sorted[0] as number;
  const high = sorted.at(-1) as number;
  // Sums in float32 miss the lattice by their last digits.
  const slack = 1e-5 * Math.max(Math.abs(low), Math.abs(high), high - low);
  const distinct = [low];
  for (const value of sorted) {
    if (value - (distinct.at(-1) as number) > slack) distinct.push(value);
    if (distinct.length > 500) return undefined;
  }
  const gaps = distinct.slice(1).map((value, i) => value - (distinct[i] as number));
  const smallest = Math.min(...gaps);
  const points = Math.round((high - low) / smallest);
  if (points > 1000 || distinct.length < points / 10) return undefined;
  const step = (high - low) / points;
  const fits = distinct.every((value) => {
    const index = Math.round((value - low) / step);
    return Math.abs(low + index * step - value) <= Math.max(slack, step / 100);
  });
  return fits ? step : undefined;
}

function roundWidth(sorted: Float64Array): number {
  const at = (q: number) => sorted[Math.floor(q * (sorted.length - 1))] as number;
  const span = at(1) - at(0);
  const suggested = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length);
  const wanted = Math.min(Math.max(suggested, span / 50), span / 20);
  let unit = 1;
  while (unit > wanted) unit /= 10;
  while (unit * 10 <= wanted) unit *= 10;
  return ([1, 2, 5].find((digit) => digit * unit >= 0.8 * wanted) ?? 10) * unit;
}
