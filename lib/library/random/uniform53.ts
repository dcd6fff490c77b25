import type { RandomSource } from "./random-source.ts";

/** A multiple of 2^-53 in [0, 1), from two words, the upper first: torch's float64. */
export function uniform53(generator: RandomSource): number {
  const upper = generator.uint32() & 0x1fffff;
  return (upper * 0x100000000 + generator.uint32()) / 0x20000000000000;
}
