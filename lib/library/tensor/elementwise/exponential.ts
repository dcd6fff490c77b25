// Exponentials and logarithms of float32, step by step as the WebAssembly module computes them, in
// float64: rounded to float32 they are at most 0.51 units in the last place from the true value.

const { LN2, LOG2E, SQRT1_2 } = Math;
/** Added to a number it leaves the nearest whole one in the low bits. */
const TO_WHOLE = 6755399441055744; // 1.5 · 2^52

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

/** An exponential as `scale · (1 + q)`: scale is a power of two, and `more` is scale · q. */
function exponential(value: number): { scale: number; more: number } {
  // float32 ends within these bounds.
  const x = Math.max(-150, Math.min(value, 130));
  const whole = x * LOG2E + TO_WHOLE - TO_WHOLE;
  const r = x - whole * LN2;
  const r2 = r * r;
  const p01 = 1 / 2 + r * (1 / 6);
  const p23 = 1 / 24 + r * (1 / 120);
  const p456 = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320);
  const p = p01 + r2 * p23 + r2 * r2 * p456;
  words[0] = 0;
  words[1] = (whole + 1023) << 20;
  const scale = float[0] as number;
  return { scale, more: scale * (r + r2 * p) };
}

/** e to x. */
export function exp32(x: number): number {
  const { scale, more } = exponential(x);
  return scale + more;
}

/** x to the power of y, for x from 0 to infinity without either. */
export function pow32(x: number, y: number): number {
  return exp32(y * log32(x));
}

/** 1 / (1 + exp(-x)). */
export function sigmoid32(x: number): number {
  return 1 / (1 + exp32(-x));
}

/** The hyperbolic tangent, from exp(2x) - 1; -0 stays. */
export function tanh32(x: number): number {
  if (x === 0) return x;
  const { scale, more } = exponential(x + x);
  const t = more + (scale - 1);
  return t / (t + 2);
}

/** The natural logarithm of a float32. */
export function log32(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return Math.log(x);
  float[0] = x;
  // The power of two that leaves a number from √½ to √2.
  let high = words[1] as number;
  let exponent = (high >>> 20) - 1023;
  words[1] = high = (high & 0xfffff) | 0x3ff00000;
  if ((float[0] as number) >= 2 * SQRT1_2) {
    exponent++;
    words[1] = high - 0x100000;
  }
  const m = float[0] as number;
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const p = 1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11)))));
  return exponent * LN2 + (s + s) * p;
}
