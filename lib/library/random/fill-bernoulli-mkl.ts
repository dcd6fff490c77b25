import { mcg31Next, mcg31Seed, mcg31Threshold } from "./mcg31.ts";
import type { RandomSource } from "./random-source.ts";

/** Ones with probability p, as MKL draws them from a sequence that `generator` seeds. */
export function fillBernoulliMkl<T extends Float32Array | Float64Array>(
  out: T,
  p: number,
  generator: RandomSource,
): T {
  if (out.length === 0) return out;
  const threshold = mcg31Threshold(p);
  let x = mcg31Seed(generator);
  for (let i = 0; i < out.length; i++) {
    out[i] = x < threshold ? 1 : 0;
    x = mcg31Next(x);
  }
  return out;
}
