/**
 * `Tensor` with torch's names, broadcasting, printing and gradients, and what makes one.
 *
 * @module
 */
export { isGradEnabled, noGrad } from "./autograd/grad-mode.ts";
export type { Rule, Rules } from "./autograd/graph.ts";
export { named, record, renamed } from "./autograd/record.ts";
export { recordInplace } from "./autograd/record-inplace.ts";
export { saveForBackward } from "./autograd/saved-tensors.ts";
export { checkInplace } from "./autograd/view.ts";
export { cat, stack } from "./combine.ts";
export {
  arange,
  bernoulli,
  type Draw,
  full,
  type Kind,
  ones,
  rand,
  randint,
  randn,
  randperm,
  tensor,
  zeros,
  zerosLike,
} from "./create.ts";
export type { Dims } from "./dims.ts";
export type { ArrayOf, DType, Floating, Promoted } from "./dtype.ts";
export { allclose, equal } from "./equality.ts";
export type { Nested, NestedOf } from "./nested.ts";
export { type Operand, requireOptions, requireTensor } from "./operand.ts";
export type { Reduction } from "./reduce.ts";
export { scope } from "./scope.ts";
export { floatSpan } from "./strided.ts";
export { type Result, Tensor } from "./tensor.ts";
