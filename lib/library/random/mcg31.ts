import type { RandomSource } from "./random-source.ts";

const MODULUS = 2147483647; // 2^31 - 1
const MULTIPLIER = 1132489760;

// MKL's generator MCG31m1: x_i = 1132489760 x_(i-1) mod (2^31 - 1). Each bernoulli draw of the
// stream `x86-mkl` seeds one of its own.

/** The first number of a sequence, from one word of the generator. */
export function mcg31Seed(generator: RandomSource): number {
  return generator.uint32() % MODULUS || 1;
}

/** The number after x. */
export function mcg31Next(x: number): number {
  // In halves that stay below 2^53.
  const upper = folded((x >>> 16) * MULTIPLIER);
  const product = folded(upper * 0x10000 + (x & 0xffff) * MULTIPLIER);
  return product >= MODULUS ? product - MODULUS : product;
}

/** The smallest x whose single-precision x / (2^31 - 1) is not below p: smaller ones are 1. */
export function mcg31Threshold(p: number): number {
  const limit = Math.fround(p);
  let low = 0;
  let high = MODULUS;
  // The quotient grows with x, so the threshold is found by halving.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (Math.fround(middle / MODULUS) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A number of less than 2^48 modulo 2^31 - 1, or that plus the modulus: 2^31 counts as 1. */
function folded(value: number): number {
  return value - Math.floor(value / 0x80000000) * MODULUS;
}
