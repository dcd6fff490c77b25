import type { Tensor } from "../tensor/index.ts";
import {
  requireBoolean,
  requireCount,
  requireGenerator,
  requireKnown,
  requireOptions,
  requireTensor,
} from "../tensor/internal.ts";
import type { DropoutOptions } from "./dropout/dropout-forward.ts";
import type { DropoutVariant } from "./dropout/dropout-variants.ts";
import {
  ALPHA,
  CHANNELS_1D,
  CHANNELS_2D,
  CHANNELS_3D,
  ELEMENTS,
  FEATURE_ALPHA,
} from "./dropout/dropout-variants.ts";
import { dropoutWithGrad } from "./dropout/dropout-with-grad.ts";
import type { Float } from "./float.ts";

/**
 * Zeroes each element with probability p and scales the others by 1 / (1 - p): `F.dropout`.
 *
 * As torch's it drops unless told otherwise: a function knows of no `eval()`. Inside a module write
 * `functional.dropout(x, { p, training: this.training })`, or keep a `Dropout` there.
 *
 * @param x of any shape, float32 or float64; with nothing to draw (p = 0, `training: false`) of any kind
 * @param options `p` in [0, 1], ½ if left out
 * @returns a tensor of x's shape; x itself where nothing is drawn, and with `inplace`
 * @throws {RangeError} for p outside [0, 1], and in place for a leaf that needs gradients
 * @throws {TypeError} for no tensor, for integers, and for options that are not known
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * functional.dropout(ones([6]), { p: 0.2 }) // → tensor([0.0000, 1.2500, 1.2500, 0.0000, 1.2500, 1.2500])
 * const x = ones([6]);
 * functional.dropout(x, { p: 0.2, training: false }) === x // → true
 * ```
 */
export function dropout<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  requireCount("dropout", arguments, 2);
  return drop(x, ELEMENTS, options);
}

/**
 * Zeroes whole channels of [N, C, L] or [C, L]: `F.dropout1d`. Like `dropout` it drops unless told
 * otherwise.
 *
 * @throws {RangeError} for p outside [0, 1], and for other ranks
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * functional.dropout1d(ones([3, 2]))
 * // → tensor([[0., 0.],
 * //           [0., 0.],
 * //           [2., 2.]])
 * ```
 */
export function dropout1d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  requireCount("dropout1d", arguments, 2);
  return drop(x, CHANNELS_1D, options);
}

/**
 * Zeroes whole channels of [N, C, H, W]: `F.dropout2d`. As in torch, three dimensions are read
 * as [N, C, L], and warn once; so do other ranks. Like `dropout` it drops unless told otherwise.
 *
 * @throws {RangeError} for p outside [0, 1], and for fewer than two dimensions
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * functional.dropout2d(ones([1, 3, 2, 2])).sum([2, 3]) // → tensor([[0., 0., 8.]])
 * ```
 */
export function dropout2d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  requireCount("dropout2d", arguments, 2);
  return drop(x, CHANNELS_2D, options);
}

/**
 * Zeroes whole channels of [N, C, D, H, W] or [C, D, H, W]: `F.dropout3d`. As in torch other ranks
 * warn once. Like `dropout` it drops unless told otherwise.
 *
 * @throws {RangeError} for p outside [0, 1], and for no dimensions
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * functional.dropout3d(ones([3, 1, 2, 2])).sum([1, 2, 3]) // → tensor([0., 0., 8.])
 * ```
 */
export function dropout3d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  requireCount("dropout3d", arguments, 2);
  return drop(x, CHANNELS_3D, options);
}

/**
 * Sets elements to SELU's lower limit with probability p, then restores mean and variance:
 * `F.alpha_dropout`. As in torch, and other than for `dropout`, `training` is off when left out.
 *
 * @throws {RangeError} for p outside [0, 1]
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * functional.alphaDropout(ones([4]), { p: 0.2, training: true })
 * // → tensor([-1.2362,  1.1879,  1.1879, -1.2362])
 * ```
 */
export function alphaDropout<D extends Float>(
  x: Tensor<D>,
  options: DropoutOptions = {},
): Tensor<D> {
  requireCount("alphaDropout", arguments, 2);
  return drop(x, ALPHA, options);
}

/**
 * `alphaDropout` of whole channels of [N, C, …]: `F.feature_alpha_dropout`; `training` is off when
 * left out.
 *
 * @throws {RangeError} for p outside [0, 1], and for fewer than two dimensions
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * functional.featureAlphaDropout(ones([1, 2, 2]), { p: 0.2, training: true })
 * // → tensor([[[-1.2362, -1.2362],
 * //            [ 1.1879,  1.1879]]])
 * ```
 */
export function featureAlphaDropout<D extends Float>(
  x: Tensor<D>,
  options: DropoutOptions = {},
): Tensor<D> {
  requireCount("featureAlphaDropout", arguments, 2);
  return drop(x, FEATURE_ALPHA, options);
}

function drop<D extends Float>(
  x: Tensor<D>,
  variant: DropoutVariant,
  options: DropoutOptions,
): Tensor<D> {
  const { name } = variant;
  requireTensor(name, x);
  requireOptions(name, options, "{ p: 0.2 }");
  requireKnown(name, options, ["p", "training", "inplace", "generator"]);
  const { training = true, inplace = false } = options;
  requireBoolean(name, "training", training);
  requireBoolean(name, "inplace", inplace);
  requireGenerator(name, options.generator);
  return dropoutWithGrad(x, variant, options).output;
}

export { elu, selu } from "./activations/elu.ts";
export { gelu } from "./activations/gelu.ts";
export { relu } from "./activations/relu.ts";
export { logSoftmax, softmax } from "./activations/softmax.ts";
export {
  type AttentionOptions,
  scaledDotProductAttention,
} from "./attention/scaled-dot-product-attention.ts";
export {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
} from "./losses/binary-cross-entropy.ts";
export {
  type CrossEntropyOptions,
  crossEntropy,
  type NLLLossOptions,
  nllLoss,
} from "./losses/cross-entropy.ts";
export { type KLDivOptions, klDiv } from "./losses/kl-div.ts";
export { oneHot } from "./losses/one-hot.ts";
export type { LossOptions, LossReduction } from "./losses/reduction.ts";
export {
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  mseLoss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from "./losses/regression.ts";
export { linear } from "./modules/linear-function.ts";
export { type BatchNormFunctionOptions, batchNorm } from "./normalization/batch-norm-function.ts";
export { type LayerNormFunctionOptions, layerNorm } from "./normalization/layer-norm-function.ts";
