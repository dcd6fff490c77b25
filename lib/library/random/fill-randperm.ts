import { defaultGenerator } from "./default-generator.ts";
import type { RandomSource } from "./random-source.ts";

/** Fills `out` with a random order of 0, 1, …, n - 1, as `torch.randperm(n)`. */
export function fillRandperm(
  out: BigInt64Array,
  generator: RandomSource = defaultGenerator,
): BigInt64Array {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] = BigInt(i);
  for (let i = 0; i < n - 1; i++) {
    const other = i + (generator.uint32() % (n - i));
    const kept = out[i] as bigint;
    out[i] = out[other] as bigint;
    out[other] = kept;
  }
  return out;
}
