/**
 * The least power of ten above a positive number; 0 for 0. A deviation that is nothing but rounding
 * differs between engines, and its order of magnitude does not.
 */
export function powerAbove(value: number): number {
  const exponent = Number(value.toExponential().split("e")[1]);
  return value === 0 ? 0 : Number(`1e${exponent + 1}`);
}
