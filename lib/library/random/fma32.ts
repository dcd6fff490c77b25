import { exactSumError } from "./fma64.ts";

/**
 * a * b + c of float32 numbers with one rounding to float32, as processors compute it.
 *
 * The product is exact in float64; the sum is rounded there first. That first rounding only shows
 * where it ends on a tie of the second, so a tie is moved off by the sign of what was lost.
 */
export function fma32(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const rounded = Math.fround(sum);
  const gap = sum - rounded;
  if (gap === 0 || !Number.isFinite(sum)) return rounded;
  // Half way between two float32 numbers: doubling the gap reaches the other neighbour exactly.
  const neighbour = rounded + 2 * gap;
  if (Math.fround(neighbour) !== neighbour) return rounded;
  const lost = exactSumError(product, c, sum);
  if (lost === 0) return rounded;
  return lost > 0 === gap > 0 ? neighbour : rounded;
}
