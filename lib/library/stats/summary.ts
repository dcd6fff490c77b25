import { moments } from "./moments.ts";
import { type Numbers, toFloat64 } from "./numbers.ts";

/** What a set of numbers looks like. */
export interface Summary {
  /** How many numbers there are. */
  readonly n: number;
  readonly mean: number;
  /** Standard deviation with n - 1; NaN for one number. */
  readonly sd: number;
  /** Standard error of the mean: sd / sqrt(n). */
  readonly se: number;
  readonly min: number;
  /** The quantile for 0.25. */
  readonly q1: number;
  readonly median: number;
  /** The quantile for 0.75. */
  readonly q3: number;
  readonly max: number;
}

/**
 * Size, mean, spread and quartiles of some numbers (at least one). One NaN makes all but the size
 * NaN.
 *
 * @throws {RangeError} without numbers
 *
 * @example
 * ```ts
 * import { summarize } from "dropout-lab/stats";
 * const { mean, sd, median } = summarize([58, 60, 62, 64]);
 * [mean, median, sd.toFixed(2)] // → [ 61, 61, '2.58' ]
 * ```
 */
export function summarize(values: Numbers): Summary {
  const sorted = toFloat64("summarize", values).sort();
  const n = sorted.length;
  const { mean, sd } = moments(sorted);
  return {
    n,
    mean,
    sd,
    se: sd / Math.sqrt(n),
    min: ofSorted(sorted, 0),
    q1: ofSorted(sorted, 0.25),
    median: ofSorted(sorted, 0.5),
    q3: ofSorted(sorted, 0.75),
    max: ofSorted(sorted, 1),
  };
}

/**
 * The quantile of some numbers (at least one) for q in [0, 1], interpolated linearly as numpy does.
 * One NaN makes it NaN.
 *
 * @throws {RangeError} without numbers, and for another q
 *
 * @example
 * ```ts
 * import { quantile } from "dropout-lab/stats";
 * quantile([58, 60, 62, 64], 0.25) // → 59.5
 * ```
 */
export function quantile(values: Numbers, q: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: q must lie in [0, 1], got ${q}`);
  return ofSorted(toFloat64("quantile", values).sort(), q);
}

function ofSorted(sorted: Float64Array, q: number): number {
  // NaN sorts to the end, and one of them makes every quantile unknown.
  if (Number.isNaN(sorted.at(-1))) return Number.NaN;
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low === high ? low : low + (high - low) * (position - below);
}
