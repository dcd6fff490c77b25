import { defaultGenerator } from "./default-generator.ts";
import type { RandomSource } from "./random-source.ts";

/** Fills `out` with a random order of 0, 1, …, n - 1, as `torch.randperm(n)`. */
export function fillRandperm(
  out: BigInt64Array,
  generator: RandomSource = defaultGenerator,
): BigInt64Array {
  const n = out.length;
  // Indices fit in 32 bits, and are exchanged several times faster than bigints.
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = 0; i < n - 1; i++) {
    const other = i + ((generator.uint32() >>> 0) % (n - i));
    const kept = order[i] as number;
    order[i] = order[other] as number;
    order[other] = kept;
  }
  const words = new Int32Array(out.buffer, out.byteOffset, 2 * n);
  for (let i = 0; i < n; i++) {
    words[2 * i] = order[i] as number;
    words[2 * i + 1] = 0;
  }
  return out;
}
