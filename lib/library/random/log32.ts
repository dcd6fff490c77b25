import { fma32 } from "./fma32.ts";

const { fround } = Math;
const SQRT_HALF = fround(Math.SQRT1_2);
const POLYNOMIAL = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(fround);
const LN2_LOW = fround(-2.1219444e-4);
const LN2_HIGH = 0.693359375;

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/**
 * The natural logarithm of a positive float32, to the bit as torch's vector code has it: the
 * single-precision polynomial of Cephes, with the multiplications and additions that processors
 * fuse fused.
 */
export function log32(value: number): number {
  float[0] = value;
  const word = bits[0] as number;
  let exponent = (word >>> 23) - 126;
  bits[0] = (word & 0x807fffff) | 0x3f000000;
  const mantissa = float[0] as number;
  let x = fround(mantissa - 1);
  if (mantissa < SQRT_HALF) {
    exponent -= 1;
    x = fround(x + mantissa);
  }
  const z = fround(x * x);
  let y = POLYNOMIAL[0] as number;
  for (let i = 1; i < POLYNOMIAL.length; i++) y = fma32(y, x, POLYNOMIAL[i] as number);
  y = fround(y * x);
  y = fma32(y, z, fround(exponent * LN2_LOW));
  y = fma32(-z, 0.5, y);
  return fma32(exponent, LN2_HIGH, fround(x + y));
}
