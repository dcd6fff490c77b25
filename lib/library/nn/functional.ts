import type { Tensor } from "../tensor/index.ts";
import type { Float } from "./drop.ts";
import { dropRecorded } from "./drop-recorded.ts";
import {
  type DropoutOptions,
  dropAlpha,
  dropChannels1d,
  dropChannels2d,
  dropChannels3d,
  dropElements,
  dropFeatureAlpha,
} from "./droppers.ts";

/**
 * Zeroes each element with probability p and scales the others by 1 / (1 - p): `F.dropout`.
 *
 * @throws {RangeError} for p outside [0, 1]
 */
export function dropout<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropRecorded(dropElements, x, options).output;
}

/**
 * Zeroes whole channels of [N, C, L] or [C, L]: `F.dropout1d`.
 *
 * @throws {RangeError} for p outside [0, 1], and for other ranks
 */
export function dropout1d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropRecorded(dropChannels1d, x, options).output;
}

/**
 * Zeroes whole channels of [N, C, H, W]: `F.dropout2d`. As in torch, three dimensions are read
 * as [N, C, L].
 *
 * @throws {RangeError} for p outside [0, 1], and for fewer than two dimensions
 */
export function dropout2d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropRecorded(dropChannels2d, x, options).output;
}

/**
 * Zeroes whole channels of [N, C, D, H, W] or [C, D, H, W]: `F.dropout3d`.
 *
 * @throws {RangeError} for p outside [0, 1]
 */
export function dropout3d<D extends Float>(x: Tensor<D>, options: DropoutOptions = {}): Tensor<D> {
  return dropRecorded(dropChannels3d, x, options).output;
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
  return dropRecorded(dropAlpha, x, options).output;
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
  return dropRecorded(dropFeatureAlpha, x, options).output;
}

export { crossEntropy, type LossReduction, logSoftmax, mseLoss, softmax } from "./losses.ts";
