import type { RandomSource } from "../../random/index.ts";
import { bernoulli, full, type Tensor } from "../../tensor/index.ts";
import { requireDropProbability } from "./drop-probability.ts";

/** The drop probability and where the draws come from. */
export interface SimpleOptions {
  p: number;
  generator?: RandomSource;
}

/**
 * A mask of x's shape: 1 with probability 1 - p, else 0.
 *
 * @throws {RangeError} for p outside [0, 1]
 */
export function dropoutMask(
  x: Tensor<"float32">,
  { p, generator }: SimpleOptions,
): Tensor<"float32"> {
  requireDropProbability(p);
  const keep = full(x.shape, 1 - p);
  return bernoulli(keep, generator ? { generator } : {});
}

/** Dropout's first half: each element is zeroed with probability p, nothing is scaled. */
export function naiveDropout(x: Tensor<"float32">, options: SimpleOptions): Tensor<"float32"> {
  return x.mul(dropoutMask(x, options));
}

/** Dropout whole: what is kept is scaled by 1 / (1 - p), so that the expected sum stays. */
export function invertedDropout(x: Tensor<"float32">, options: SimpleOptions): Tensor<"float32"> {
  // At p = 1 nothing is kept, so there is nothing to scale.
  const scale = options.p === 1 ? 1 : 1 / (1 - options.p);
  return x.mul(dropoutMask(x, options)).mul(scale);
}
