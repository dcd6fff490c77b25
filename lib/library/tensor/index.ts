/**
 * `Tensor` with torch's names, broadcasting, printing and gradients, and what makes one.
 *
 * @module
 */
export { isGradEnabled, noGrad } from "./autograd/grad-mode.ts";
export { arange, type CountedIn } from "./create/arange.ts";
export { full, ones, tensor, zeros, zerosLike } from "./create/create.ts";
export { bernoulli, rand, randint, randn, randperm } from "./create/draw.ts";
export { randLike, randnLike } from "./create/draw-like.ts";
export { multinomial } from "./create/draw-multinomial.ts";
export { normal } from "./create/draw-normal.ts";
export type { Draw, Kind, Options } from "./create/kind.ts";
export type { KindOf, Nested } from "./create/kind-of.ts";
export type { NestedOf } from "./create/nested.ts";
export type { Dims } from "./dims.ts";
export type { ArrayOf, Decided, DType, Floating, Floats, Numbers, Promoted } from "./dtype.ts";
export type { Result } from "./elementwise/elementwise-methods.ts";
export { allclose, equal } from "./equality.ts";
/**
 * torch's `linalg`.
 *
 * @example
 * ```ts
 * import { linalg, tensor } from "dropout-lab/tensor";
 * linalg.solve(tensor([[2, 0], [0, 4]]), tensor([2, 2])) // → tensor([1.0000, 0.5000])
 * ```
 */
export * as linalg from "./linalg/index.ts";
export { maskedSelect, nonzero } from "./mask/select.ts";
export { type Chosen, where } from "./mask/where.ts";
export type { Operand, PlainKind, WholeNumber } from "./operand.ts";
export type { BincountOptions } from "./order/bincount.ts";
export {
  argsort,
  bincount,
  cumsum,
  gather,
  quantile,
  type Sorted,
  type SortOptions,
  sort,
  topk,
} from "./order/ordering.ts";
export type { Interpolation, QuantileOptions } from "./order/quantile.ts";
export type { Reduction } from "./reduce/reduce.ts";
export { loadSafetensors } from "./saving/load-safetensors.ts";
export { saveSafetensors } from "./saving/save-safetensors.ts";
export { scope } from "./scope.ts";
export { cat, type PromotedAll, stack } from "./shape/combine.ts";
export { Tensor } from "./tensor.ts";
