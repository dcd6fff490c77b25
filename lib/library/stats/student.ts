/**
 * The value that a Student t variable stays below with probability q; within 1e-9 of
 * scipy.stats.t.ppf, relatively. By the finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4.
 *
 * @param q in (0, 1)
 * @param df the degrees of freedom, a whole number of at least 1
 * @throws {RangeError} for another q or df
 *
 * @example
 * ```ts
 * import { studentQuantile } from "dropout-lab/stats";
 * studentQuantile(0.975, 10).toFixed(3) // → '2.228'
 * ```
 */
export function studentQuantile(q: number, df: number): number {
  if (!(q > 0 && q < 1)) throw new RangeError(`studentQuantile: q must lie in (0, 1), got ${q}`);
  if (!(Number.isInteger(df) && df >= 1)) {
    throw new RangeError(`studentQuantile: df must be a whole number of at least 1, got ${df}`);
  }
  if (q === 0.5) return 0;
  if (q < 0.5) return -studentQuantile(1 - q, df);
  // For whole degrees of freedom the distribution is a finite sum in the angle atan(t / sqrt(df)),
  // which arithmetic, square roots and sines give: bisection on the angle needs no powers.
  const central = 2 * q - 1;
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, df) < central) low = middle;
    else high = middle;
  }
  return Math.sqrt(df) * Math.tan((low + high) / 2);
}

/** P(|T| < t) for t = sqrt(df) tan(angle); Abramowitz and Stegun, 26.7.3 and 26.7.4. */
function centralProbability(angle: number, df: number): number {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const odd = df % 2 === 1;
  let term = odd ? cos : 1;
  let sum = df === 1 ? 0 : term;
  // The terms shrink by cos² each: those below the last digit of the sum change nothing.
  for (let k = odd ? 3 : 2; k < df - 1 && term > sum * 1e-17; k += 2) {
    term *= ((k - 1) / k) * cos * cos;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}
