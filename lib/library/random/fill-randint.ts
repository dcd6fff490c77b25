import { defaultGenerator } from "./default-generator.ts";
import type { RandomSource } from "./random-source.ts";
import { uint64 } from "./uint64.ts";

/**
 * Fills `out` with integers in [low, high), as `torch.randint`: the remainder of one word, or of
 * two where the range has 28 bits or more.
 *
 * @throws {RangeError} when low is not below high, and for bounds that are no integers
 */
export function fillRandint(
  out: BigInt64Array,
  low: number | bigint,
  high: number | bigint,
  generator: RandomSource = defaultGenerator,
): BigInt64Array {
  const from = whole(low);
  const range = whole(high) - from;
  if (range <= 0n) throw new RangeError(`randint: low must be below high, got ${low} and ${high}`);
  if (
    range < 1n << 28n &&
    Number.isSafeInteger(Number(from)) &&
    Number.isSafeInteger(Number(high))
  ) {
    fillNumbers(out, { low: Number(from), range: Number(range) }, generator);
  } else if (range < 1n << 28n) {
    for (let i = 0; i < out.length; i++) out[i] = from + (BigInt(generator.uint32()) % range);
  } else {
    for (let i = 0; i < out.length; i++) out[i] = from + (uint64(generator) % range);
  }
  return out;
}

/** By the two halves of each integer: a bigint for each would take ten times as long. */
function fillNumbers(
  out: BigInt64Array,
  { low, range }: { low: number; range: number },
  generator: RandomSource,
): void {
  const words = new Int32Array(out.buffer, out.byteOffset, 2 * out.length);
  for (let i = 0; i < out.length; i++) {
    // The shift tells V8 that the remainder is one of integers.
    const value = low + ((generator.uint32() >>> 0) % range);
    words[2 * i] = value;
    words[2 * i + 1] = Math.floor(value / 0x100000000);
  }
}

function whole(bound: number | bigint): bigint {
  if (typeof bound === "number" && !Number.isSafeInteger(bound)) {
    throw new RangeError(`randint: bounds must be integers (bigints beyond 2^53), got ${bound}`);
  }
  const integer = BigInt(bound);
  if (BigInt.asIntN(64, integer) === integer) return integer;
  throw new RangeError(`randint: bounds must fit in 64 bits, got ${bound}`);
}
