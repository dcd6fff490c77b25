import type { RandomSource } from "./random-source.ts";

const MODULUS = 2147483647; // 2^31 - 1
const MULTIPLIER = 1132489760;

/**
 * Ones with probability p as MKL draws them from its generator MCG31m1, which one word of
 * `generator` seeds: x_i = 1132489760 x_(i-1) mod (2^31 - 1), and 1 where x_i / (2^31 - 1) < p in
 * single precision.
 */
export function fillBernoulliMkl<T extends Float32Array | Float64Array>(
  out: T,
  p: number,
  generator: RandomSource,
): T {
  if (out.length === 0) return out;
  const threshold = mklThreshold(p);
  let x = mklStart(generator);
  for (let i = 0; i < out.length; i++) {
    out[i] = x < threshold ? 1 : 0;
    x = multiplied(x);
  }
  return out;
}

/** The first number of a stream of MCG31m1, from one word of the generator. */
export function mklStart(generator: RandomSource): number {
  return generator.uint32() % MODULUS || 1;
}

/** The smallest x whose single-precision x / (2^31 - 1) is not below p. */
export function mklThreshold(p: number): number {
  const limit = Math.fround(p);
  let low = 0;
  let high = MODULUS;
  // The quotient grows with x, so the threshold is found by halving.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (mklUniform(middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mklUniform(x: number): number {
  return Math.fround(x / MODULUS);
}

/** x times the multiplier modulo 2^31 - 1, in halves that stay below 2^53. */
function multiplied(x: number): number {
  const upper = folded((x >>> 16) * MULTIPLIER);
  const product = folded(upper * 0x10000 + (x & 0xffff) * MULTIPLIER);
  return product >= MODULUS ? product - MODULUS : product;
}

/** A number of less than 2^48 modulo 2^31 - 1, or that plus the modulus: 2^31 counts as 1. */
function folded(value: number): number {
  return value - Math.floor(value / 0x80000000) * MODULUS;
}
