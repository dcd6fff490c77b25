/**
 * `base` to the power of a whole number, by squaring: the same bits in every engine, and at most one
 * unit in the last place per multiplication from the exact value.
 */
export function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
