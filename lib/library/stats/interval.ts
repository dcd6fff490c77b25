import { moments } from "./moments.ts";
import { type Numbers, toFloat64 } from "./numbers.ts";
import { studentQuantile } from "./student.ts";

/** A mean with its confidence interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** The confidence level, 0.95 unless told. */
  readonly level: number;
  readonly n: number;
}

/** The mean of some numbers (at least two) and its 95 % interval, by Student's t. */
export function meanInterval(values: Numbers, { level = 0.95 }: { level?: number } = {}): Interval {
  return intervalOf(toFloat64("meanInterval", values, 2), "meanInterval", level);
}

/**
 * The mean of the differences `a[i] - b[i]` and its 95 % interval, by Student's t: what two
 * measurements under the same seeds differ by.
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
