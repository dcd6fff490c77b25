import type { RandomSource } from "./random-source.ts";

/** A multiple of 2^-53 in [0, 1), from two words, the upper first: torch's float64. */
export function uniform53(generator: RandomSource): number {
  const upper = generator.uint32() & 0x1fffff;
  return (upper * 0x100000000 + generator.uint32()) / 0x20000000000000;
}

/**
 * What the words of such a number are compared with to tell whether it is below p: it is where its
 * upper 21 bits are below `upper`, or equal to it and the lower 32 bits are below `lower`.
 */
export function threshold53(p: number): { upper: number; lower: number } {
  // p · 2^53 is exact in float64, and so are both halves.
  const threshold = Math.ceil(p * 0x20000000000000);
  return { upper: Math.floor(threshold / 0x100000000) | 0, lower: threshold % 0x100000000 };
}
