import type { RandomSource } from "./random-source.ts";

/** 64 random bits from two words, the upper first. */
export function uint64(generator: RandomSource): bigint {
  const upper = BigInt(generator.uint32());
  return (upper << 32n) | BigInt(generator.uint32());
}
