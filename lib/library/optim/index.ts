/**
 * What changes parameters by their gradients: optimisers, the schedules of their learning rates and
 * clipped gradients, with torch's names.
 *
 * @module
 */

export { Adam, type AdamOptions, type AdamState, AdamW } from "./adam.ts";
export { type ClipGradNormOptions, clipGradNorm, clipGradValue } from "./clip-grad.ts";
export { LBFGS, type LBFGSOptions, type LBFGSState } from "./lbfgs.ts";
export {
  type GroupOptions,
  Optimizer,
  type OptimizerOptions,
  type OptimizerState,
  type ParamGroup,
} from "./optimizer.ts";
export {
  CosineAnnealingLR,
  type CosineAnnealingOptions,
} from "./schedulers/cosine-annealing-lr.ts";
export { type DecayOptions, ExponentialLR, MultiStepLR, StepLR } from "./schedulers/decay.ts";
export { type Factor, LambdaLR } from "./schedulers/lambda-lr.ts";
export { LinearLR, type LinearLROptions } from "./schedulers/linear-lr.ts";
export {
  LRScheduler,
  type ScheduleMoment,
  type SchedulerOptions,
  type SchedulerState,
} from "./schedulers/lr-scheduler.ts";
export {
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
} from "./schedulers/reduce-lr-on-plateau.ts";
export { SGD, type SGDOptions, type SGDState } from "./sgd.ts";
