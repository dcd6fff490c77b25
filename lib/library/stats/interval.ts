import { moments } from "./moments.ts";
import { type Numbers, toFloat64 } from "./numbers.ts";
import { studentQuantile } from "./student.ts";

/**
 * A mean with its confidence interval.
 *
 * @example
 * ```ts
 * import { type Interval, meanInterval } from "dropout-lab/stats";
 * const inWords = ({ mean, low, high }: Interval) =>
 *   `${mean} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
 * inWords(meanInterval([1, 2, 3])) // → '2 [-0.48, 4.48]'
 * ```
 */
export interface Interval {
  readonly mean: number;
  /** The lower end, as far below the mean as `high` is above it. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
  /** The confidence level in (0, 1), 0.95 unless told. */
  readonly level: number;
  /** How many numbers, or pairs of them, the mean is of. */
  readonly n: number;
}

/**
 * The mean of some numbers (at least two) and its confidence interval, by Student's t:
 *
 *     mean ± studentQuantile((1 + level) / 2, n - 1) · sd / sqrt(n)
 *
 * One NaN makes the mean and the interval NaN.
 *
 * @param options `level` is the confidence level in (0, 1), 0.95 if left out
 * @throws {RangeError} for fewer than two numbers, and for another level
 *
 * @example
 * ```ts
 * import { meanInterval } from "dropout-lab/stats";
 * const { mean, low, high } = meanInterval([58, 60, 62]);
 * [mean, low, high].map((x) => x.toFixed(2)) // → [ '60.00', '55.03', '64.97' ]
 * ```
 */
export function meanInterval(values: Numbers, { level = 0.95 }: { level?: number } = {}): Interval {
  return intervalOf(toFloat64("meanInterval", values, 2), "meanInterval", level);
}

/**
 * The mean of the differences `a[i] - b[i]` and its confidence interval, by Student's t: what two
 * measurements under the same seeds differ by.
 *
 * @param a as many numbers as `b` has, at least two
 * @param options `level` is the confidence level in (0, 1), 0.95 if left out
 * @throws {RangeError} for fewer than two numbers, for two lengths, and for another level
 *
 * @example
 * ```ts
 * import { pairedInterval } from "dropout-lab/stats";
 * const { mean, low, high } = pairedInterval([97, 101, 102], [58, 60, 62]);
 * [mean, low, high].map((x) => x.toFixed(2)) // → [ '40.00', '37.52', '42.48' ]
 * ```
 */
export function pairedInterval(
  a: Numbers,
  b: Numbers,
  { level = 0.95 }: { level?: number } = {},
): Interval {
  const left = toFloat64("pairedInterval", a, 2);
  const right = toFloat64("pairedInterval", b, 2);
  if (left.length !== right.length) {
    throw new RangeError(
      `pairedInterval: both must have the same length, got ${left.length} and ${right.length}`,
    );
  }
  const differences = left.map((value, i) => value - (right[i] as number));
  return intervalOf(differences, "pairedInterval", level);
}

function intervalOf(values: Float64Array, subject: string, level: number): Interval {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`${subject}: level must lie in (0, 1), got ${level}`);
  }
  const n = values.length;
  const { mean, sd } = moments(values);
  const half = (studentQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n);
  return { mean, low: mean - half, high: mean + half, level, n };
}
