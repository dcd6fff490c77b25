/**
 * The Dropout family, linear layers, norms, attention and losses, with torch's names.
 *
 * @module
 */

export {
  ELU,
  GELU,
  LogSoftmax,
  ReLU,
  SELU,
  Sigmoid,
  Softmax,
  Tanh,
} from "./activations/activations.ts";
export type { GeluApproximate } from "./activations/gelu.ts";
export {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  FeatureAlphaDropout,
} from "./dropout/dropout.ts";
export type { DropoutOptions } from "./dropout/dropout-forward.ts";
export type { DropoutModuleOptions } from "./dropout/dropout-module.ts";
export {
  dropoutMask,
  invertedDropout,
  naiveDropout,
  type SimpleOptions,
} from "./dropout/simple-dropout.ts";
export type { Float } from "./float.ts";
/**
 * torch's `nn.functional`: what layers do, as functions. They hear of no `eval()`: a function that
 * drops is told `training` by its caller.
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.relu(tensor([-1, 2])) // → tensor([0., 2.])
 * ```
 */
export * as functional from "./functional.ts";
export {
  BCELoss,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
} from "./losses/loss-modules.ts";
export { Linear, type LinearOptions } from "./modules/linear.ts";
export type { IncompatibleKeys } from "./modules/load-state.ts";
export { Module } from "./modules/module.ts";
export { Buffer, Parameter } from "./modules/parameter.ts";
export type { Field } from "./modules/parts.ts";
export { Flatten, Identity } from "./modules/reshaping.ts";
export { type Layer, Sequential } from "./modules/sequential.ts";
export { BatchNorm1d, type BatchNormOptions } from "./normalization/batch-norm.ts";
export { LayerNorm, type LayerNormOptions } from "./normalization/layer-norm.ts";
