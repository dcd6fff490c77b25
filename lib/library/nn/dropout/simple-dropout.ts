import type { RandomSource } from "../../random/index.ts";
import { bernoulli, full, type Tensor } from "../../tensor/index.ts";
import {
  requireCount,
  requireKnown,
  requireOptions,
  requireTensor,
} from "../../tensor/internal.ts";
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
 * @throws {TypeError} for no tensor, and for options that are not known
 *
 * @example
 * ```ts
 * import { dropoutMask } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * dropoutMask(ones([6]), { p: 0.2 }) // → tensor([1., 1., 1., 1., 1., 1.])
 * ```
 */
export function dropoutMask(x: Tensor<"float32">, options: SimpleOptions): Tensor<"float32"> {
  requireCount("dropoutMask", arguments, 2);
  requireTensor("dropoutMask", x);
  requireOptions("dropoutMask", options, "{ p: 0.2 }");
  requireKnown("dropoutMask", options, ["p", "generator"]);
  const { p, generator } = options;
  requireDropProbability(p);
  const keep = full(x.shape, 1 - p);
  return bernoulli(keep, generator ? { generator } : {});
}

/**
 * Dropout's first half: each element is zeroed with probability p, nothing is scaled.
 *
 * @throws {RangeError} for p outside [0, 1]
 *
 * @example
 * ```ts
 * import { naiveDropout } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { full } from "dropout-lab/tensor";
 * manualSeed(0);
 * naiveDropout(full([4], 2), { p: 0.5 }) // → tensor([2., 0., 2., 2.])
 * ```
 */
export function naiveDropout(x: Tensor<"float32">, options: SimpleOptions): Tensor<"float32"> {
  requireCount("naiveDropout", arguments, 2);
  return x.mul(dropoutMask(x, options));
}

/**
 * Dropout whole: what is kept is scaled by 1 / (1 - p), so that the expected sum stays.
 *
 * @throws {RangeError} for p outside [0, 1]
 *
 * @example
 * ```ts
 * import { invertedDropout } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { full } from "dropout-lab/tensor";
 * manualSeed(0);
 * invertedDropout(full([4], 2), { p: 0.5 }) // → tensor([4., 0., 4., 4.])
 * ```
 */
export function invertedDropout(x: Tensor<"float32">, options: SimpleOptions): Tensor<"float32"> {
  requireCount("invertedDropout", arguments, 2);
  // At p = 1 nothing is kept, so there is nothing to scale.
  const scale = options.p === 1 ? 1 : 1 / (1 - options.p);
  return x.mul(dropoutMask(x, options)).mul(scale);
}
