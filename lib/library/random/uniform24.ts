import type { RandomSource } from "./random-source.ts";

/** A multiple of 2^-24 in [0, 1), from the low bits of one word: torch's float32. */
export function uniform24(generator: RandomSource): number {
  return (generator.uint32() & 0xffffff) / 0x1000000;
}
