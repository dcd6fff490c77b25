/**
 * The Dropout family, linear layers, losses and optimisers, with torch's names.
 *
 * @module
 */
export { ReLU, Sigmoid, Tanh } from "./activations.ts";
export { Adam, type AdamOptions } from "./adam.ts";
export { DataLoader, type DataLoaderOptions } from "./data-loader.ts";
export {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  FeatureAlphaDropout,
} from "./dropout.ts";
export type { DropoutOptions } from "./dropout-forward.ts";
export type { DropoutModuleOptions } from "./dropout-module.ts";
export type { Float } from "./float.ts";
export * as functional from "./functional.ts";
export { Linear, type LinearOptions } from "./linear.ts";
export { Module } from "./module.ts";
export { Optimizer } from "./optimizer.ts";
export { type Layer, Sequential } from "./sequential.ts";
export { SGD, type SGDOptions } from "./sgd.ts";
export {
  dropoutMask,
  invertedDropout,
  naiveDropout,
  type SimpleOptions,
} from "./simple-dropout.ts";
export { type Batch, type Evaluation, evaluate, trainEpoch } from "./train-epoch.ts";
