/**
 * `Tensor` with torch's names, broadcasting, printing and gradients, and what makes one.
 *
 * @module
 */
export { isGradEnabled, noGrad } from "./autograd/grad-mode.ts";
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
export type { Operand } from "./operand.ts";
export type { Reduction } from "./reduce.ts";
export { scope } from "./scope.ts";
export { type Result, Tensor } from "./tensor.ts";
