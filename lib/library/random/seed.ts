/** A seed: any integer of 64 bits, signed or unsigned. */
export type Seed = number | bigint;

/**
 * A seed as torch keeps it, an unsigned 64-bit integer (negative seeds in two's complement).
 *
 * @throws {RangeError} when it is no integer or needs more than 64 bits
 */
export function seedBits(seed: Seed): bigint {
  if (typeof seed !== "bigint" && !Number.isSafeInteger(seed)) {
    throw new RangeError(`seed: must be an integer (a bigint beyond 2^53), got ${seed}`);
  }
  const value = BigInt(seed);
  if (value < -(1n << 63n) || value >= 1n << 64n) {
    throw new RangeError(`seed: must fit in 64 bits, got ${seed}`);
  }
  return BigInt.asUintN(64, value);
}
