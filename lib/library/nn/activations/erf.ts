import { exp32 } from "../../tensor/internal.ts";

/**
 * The probability that a normal number of variance ½ is between -x and x: 2/√π ∫₀ˣ exp(-t²) dt. The
 * error is at most 5 ulp, as far as `Math.exp` is exact.
 *
 * @see {@link https://dlmf.nist.gov/7.6.E2} and {@link https://dlmf.nist.gov/7.9.E1}
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || size === 0) return x;
  if (size >= 6) return Math.sign(x);
  const square = size * size;
  // exp(-x²) in two factors, the first of a number with few bits, whose square is exact.
  const few = Math.fround(size);
  const density =
    (2 / Math.sqrt(Math.PI)) * Math.exp(-few * few) * Math.exp((few - size) * (few + size));
  if (size < 1.5) {
    // The series from its last term that matters: so the roundings do not add up.
    let sum = 1;
    for (let n = 61; n > 1; n -= 2) sum = 1 + ((2 * square) / n) * sum;
    return Math.sign(x) * density * size * sum;
  }
  // A continued fraction of what is beyond x; the nearer x is to 0, the more parts of it matter.
  let fraction = size;
  for (let n = Math.ceil(180 / square); n > 0; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - density / 2 / fraction);
}

/**
 * The same as torch's loops compute it for float32: formula 7.1.26 of Abramowitz and Stegun's
 * "Handbook of Mathematical Functions", whose error is up to 1.5e-7.
 */
export function erfOfFloat32(x: number): number {
  const round = Math.fround;
  const size = round(Math.abs(x));
  const t = round(1 / round(round(0.3275911) * size + 1));
  // Written out: a loop over the list would take as long as all else.
  let r = round(A5 * t + A4);
  r = round(r * t + A3);
  r = round(r * t + A2);
  r = round(r * t + A1);
  const rest = round(round(exp32(-round(size * size))) * t);
  const value = round(1 - rest * r);
  return x < 0 || Object.is(x, -0) ? -value : value;
}

const A1 = Math.fround(0.254829592);
const A2 = Math.fround(-0.284496736);
const A3 = Math.fround(1.421413741);
const A4 = Math.fround(-1.453152027);
const A5 = Math.fround(1.061405429);
