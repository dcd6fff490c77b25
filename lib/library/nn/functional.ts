import type { Tensor } from "../tensor/index.ts";
import type { DropoutOptions } from "./dropout/dropout-forward.ts";
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
 * @throws {RangeError} for p outside [0, 1]
 */
export function dropout<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropoutWithGrad(x, ELEMENTS, options).output;
}

/**
 * Zeroes whole channels of [N, C, L] or [C, L]: `F.dropout1d`.
 *
 * @throws {RangeError} for p outside [0, 1], and for other ranks
 */
export function dropout1d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropoutWithGrad(x, CHANNELS_1D, options).output;
}

/**
 * Zeroes whole channels of [N, C, H, W]: `F.dropout2d`. As in torch, three dimensions are read
 * as [N, C, L].
 *
 * @throws {RangeError} for p outside [0, 1], and for fewer than two dimensions
 */
export function dropout2d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropoutWithGrad(x, CHANNELS_2D, options).output;
}

/**
 * Zeroes whole channels of [N, C, D, H, W] or [C, D, H, W]: `F.dropout3d`.
 *
 * @throws {RangeError} for p outside [0, 1]
 */
export function dropout3d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropoutWithGrad(x, CHANNELS_3D, options).output;
}

/**
 * Sets elements to SELU's lower limit with probability p, then restores mean and variance:
 * `F.alpha_dropout`. As in torch, `training` is off when left out.
 *
 * @throws {RangeError} for p outside [0, 1]
 */
export function alphaDropout<D extends Float>(
  x: Tensor<D>,
  options: DropoutOptions = {},
): Tensor<D> {
  return dropoutWithGrad(x, ALPHA, options).output;
}

/**
 * `alphaDropout` of whole channels of [N, C, …]: `F.feature_alpha_dropout`.
 *
 * @throws {RangeError} for p outside [0, 1], and for fewer than two dimensions
 */
export function featureAlphaDropout<D extends Float>(
  x: Tensor<D>,
  options: DropoutOptions = {},
): Tensor<D> {
  return dropoutWithGrad(x, FEATURE_ALPHA, options).output;
}

export { crossEntropy, type LossReduction, logSoftmax, mseLoss, softmax } from "./losses/losses.ts";
export { oneHot } from "./losses/one-hot.ts";
