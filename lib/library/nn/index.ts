/**
 * The Dropout family, linear layers, losses and optimisers, with torch's names.
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
export { Adam, type AdamOptions, type AdamState, AdamW } from "./optim/adam.ts";
export { type ClipGradNormOptions, clipGradNorm, clipGradValue } from "./optim/clip-grad.ts";
export { LBFGS, type LBFGSOptions, type LBFGSState } from "./optim/lbfgs.ts";
export {
  type GroupOptions,
  Optimizer,
  type OptimizerOptions,
  type OptimizerState,
  type ParamGroup,
} from "./optim/optimizer.ts";
export {
  CosineAnnealingLR,
  type CosineAnnealingOptions,
} from "./optim/schedulers/cosine-annealing-lr.ts";
export { type DecayOptions, ExponentialLR, MultiStepLR, StepLR } from "./optim/schedulers/decay.ts";
export { type Factor, LambdaLR } from "./optim/schedulers/lambda-lr.ts";
export { LinearLR, type LinearLROptions } from "./optim/schedulers/linear-lr.ts";
export {
  LRScheduler,
  type ScheduleMoment,
  type SchedulerOptions,
  type SchedulerState,
} from "./optim/schedulers/lr-scheduler.ts";
export {
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
} from "./optim/schedulers/reduce-lr-on-plateau.ts";
export { SGD, type SGDOptions, type SGDState } from "./optim/sgd.ts";
export { DataLoader, type DataLoaderOptions } from "./training/data-loader.ts";
export { type Batch, type Evaluation, evaluate, trainEpoch } from "./training/train-epoch.ts";
