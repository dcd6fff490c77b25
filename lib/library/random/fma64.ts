/**
 * a * b + c of float64 numbers with one rounding, as processors compute it; for moderate sizes
 * (nothing near overflow or underflow).
 *
 * Product and sums are kept exact in pairs of numbers; of the smaller parts an odd rounding is
 * added last, so that it cannot tip a tie (Boldo and Melquiond 2008).
 */
export function fma64(a: number, b: number, c: number): number {
  const product = a * b;
  const productError = exactProductError(a, b, product);
  const low = c + productError;
  const lowError = exactSumError(c, productError, low);
  const high = product + low;
  const highError = exactSumError(product, low, high);
  return high + oddSum(highError, lowError);
}

/** What the sum of two numbers lost, exactly (Knuth). */
export function exactSumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** What the product of two numbers lost, exactly (Dekker). */
function exactProductError(a: number, b: number, product: number): number {
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Two numbers of 26 bits that add up to x (Veltkamp). */
function split(x: number): [number, number] {
  const scaled = 134217729 * x; // 2^27 + 1
  const high = scaled - (scaled - x);
  return [high, x - high];
}

const float = new Float64Array(1);
const bits = new BigUint64Array(float.buffer);

/** The sum, rounded to the neighbour with an odd last bit when it is not exact. */
function oddSum(a: number, b: number): number {
  const sum = a + b;
  const error = exactSumError(a, b, sum);
  float[0] = sum;
  const word = bits[0] as bigint;
  if (error === 0 || word % 2n === 1n) return sum;
  // The sign bit leads, so a step away from zero is one up whatever the sign.
  bits[0] = error > 0 === sum > 0 ? word + 1n : word - 1n;
  return float[0] as number;
}
