import { cumsumBackward, takenBackward } from "../autograd/derivatives-order.ts";
import { named, record } from "../autograd/record.ts";
import type { DType } from "../dtype.ts";
import {
  requireBoolean,
  requireCount,
  requireKnown,
  requireOptions,
  requireTensor,
} from "../operand.ts";
import type { Strided } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { type BincountOptions, bincount as bincountOf } from "./bincount.ts";
import { cumsum as cumsumOf } from "./cumsum.ts";
import { gather as gatherOf } from "./gather.ts";
import { type QuantileOptions, quantile as quantileOf } from "./quantile.ts";
import { type Ordered, sort as sortOf, topk as topkOf } from "./sort.ts";

/** Elements in an order, and where each was along the dimension. */
export interface Sorted<D extends DType> {
  values: Tensor<D>;
  indices: Tensor<"int64">;
}

/** Which way to sort. */
export interface SortOptions {
  descending?: boolean;
  /** Whether equal elements must keep their order: here they always do. */
  stable?: boolean;
}

/**
 * The elements in order along `dim` (the last if left out), and where each was. NaN counts as the
 * largest. Equal elements keep their order, which torch promises with `stable` only.
 *
 * @returns two tensors of x's shape
 * @throws {RangeError} when there is no such dimension
 *
 * @example
 * ```ts
 * import { sort, tensor } from "dropout-lab/tensor";
 * const { values, indices } = sort(tensor([3, 1, 2]));
 * values // → tensor([1., 2., 3.])
 * indices // → tensor([1, 2, 0])
 * ```
 */
export function sort<D extends DType>(
  x: Tensor<D>,
  dim = -1,
  options: SortOptions = {},
): Sorted<D> {
  requireCount("sort", arguments, 3);
  requireTensor("sort", x);
  const { descending = false, stable } = sortOptions("sort", options);
  const operation = stable === undefined ? "SortBackward0" : "SortBackward1";
  return ordered(x, operation, dim, sortOf("sort", x, { dim, descending }));
}

/**
 * Where the elements in order are along `dim` (the last if left out); see `sort`.
 *
 * @returns indices in x's shape
 * @throws {RangeError} when there is no such dimension
 *
 * @example
 * ```ts
 * import { argsort, tensor } from "dropout-lab/tensor";
 * argsort(tensor([3, 1, 2]), -1, { descending: true }) // → tensor([0, 2, 1])
 * ```
 */
export function argsort(x: Tensor, dim = -1, options: SortOptions = {}): Tensor<"int64"> {
  requireCount("argsort", arguments, 3);
  requireTensor("argsort", x);
  const { descending = false } = sortOptions("argsort", options);
  return new Tensor(sortOf("argsort", x, { dim, descending }).indices);
}

/**
 * The `k` largest elements along `dim` (the last if left out), or the smallest, in order, and
 * where each was. NaN counts as the largest. Of equal elements the first are taken first, about
 * which torch promises nothing; `sorted` may be said, and changes nothing here.
 *
 * @returns two tensors of x's shape with length k along `dim`
 * @throws {RangeError} for a k beyond the length of `dim`
 * @throws {TypeError} for truth values
 *
 * @example
 * ```ts
 * import { tensor, topk } from "dropout-lab/tensor";
 * topk(tensor([0.1, 0.7, 0.2]), 2).values // → tensor([0.7000, 0.2000])
 * topk(tensor([0.1, 0.7, 0.2]), 1, -1, { largest: false }).indices // → tensor([0])
 * ```
 */
export function topk<D extends DType>(
  x: Tensor<D>,
  k: number,
  dim = -1,
  options: { largest?: boolean; sorted?: boolean } = {},
): Sorted<D> {
  requireCount("topk", arguments, 4);
  requireTensor("topk", x);
  requireOptions("topk", options, "{ largest: false }");
  requireKnown("topk", options, ["largest", "sorted"]);
  const { largest = true, sorted = true } = options;
  requireBoolean("topk", "largest", largest);
  requireBoolean("topk", "sorted", sorted);
  return ordered(x, "TopkBackward0", dim, topkOf(x, k, { dim, largest }));
}

/**
 * The value below which a fraction `q` of the elements lie, along `dim` or of all. Between two
 * elements it is interpolated: on a line, or as `interpolation` says. A row with a NaN gives NaN.
 *
 * @param q a number in [0, 1], or a tensor of several in one dimension, which comes first in the
 * result
 * @throws {RangeError} for q outside [0, 1], and for a tensor without elements
 * @throws {TypeError} for integers, and for a tensor q of another kind
 *
 * @example
 * ```ts
 * import { quantile, tensor } from "dropout-lab/tensor";
 * const x = tensor([1, 2, 3, 4]);
 * quantile(x, 0.5).item() // → 2.5
 * quantile(x, tensor([0, 1])) // → tensor([1., 4.])
 * quantile(x, 0.5, 0, { interpolation: "lower", keepdim: true }) // → tensor([2.])
 * ```
 */
export function quantile<D extends DType>(
  x: Tensor<D>,
  q: number | Tensor,
  dim?: number,
  options: QuantileOptions = {},
): Tensor<D> {
  requireCount("quantile", arguments, 4);
  requireTensor("quantile", x);
  requireOptions("quantile", options, "{ keepdim: true }");
  requireKnown("quantile", options, ["keepdim", "interpolation"]);
  requireBoolean("quantile", "keepdim", options.keepdim ?? false);
  const { output, backward } = quantileOf(x, q, dim, options);
  return record(new Tensor(output), [x], () => named("SqueezeBackward4", [backward]));
}

/**
 * The sums of the elements up to each along `dim`; integers and truth values add up as int64.
 *
 * @returns a tensor of x's shape
 * @throws {RangeError} when there is no such dimension
 *
 * @example
 * ```ts
 * import { cumsum, tensor } from "dropout-lab/tensor";
 * cumsum(tensor([1, 2, 3]), 0) // → tensor([1., 3., 6.])
 * ```
 */
export function cumsum<D extends DType>(
  x: Tensor<D>,
  dim: number,
): Tensor<D extends "bool" ? "int64" : D> {
  requireCount("cumsum", arguments, 2);
  requireTensor("cumsum", x);
  const output = new Tensor(cumsumOf(x, dim) as Strided<D extends "bool" ? "int64" : D>);
  return record(output, [x], () => cumsumBackward(dim));
}

/**
 * For each place of `index`, the element that stands there, but along `dim` at the index:
 * `result[i][j] = x[i][index[i][j]]` for dim 1. The gradient is added up where elements are
 * taken several times.
 *
 * @param index int64, with as many dimensions, and elsewhere than along `dim` no longer
 * @returns a tensor of the index's shape
 * @throws {RangeError} for indices below 0 or beyond the length, and for shapes that do not fit
 * @throws {TypeError} for an index of another kind
 *
 * @example
 * ```ts
 * import { gather, tensor } from "dropout-lab/tensor";
 * const scores = tensor([[0.1, 0.9], [0.8, 0.2]]);
 * const targets = tensor([[1], [0]], { dtype: "int64" });
 * gather(scores, 1, targets)
 * // → tensor([[0.9000],
 * //           [0.8000]])
 * ```
 */
export function gather<D extends DType>(
  x: Tensor<D>,
  dim: number,
  index: Tensor<"int64">,
): Tensor<D> {
  requireCount("gather", arguments, 3);
  requireTensor("gather", x);
  const output = new Tensor(gatherOf(x, dim, index));
  return record(output, [x], () => takenBackward("GatherBackward0", x, dim, index));
}

/**
 * How often each of 0, 1, 2, … occurs, up to the largest element, or to `minlength` - 1.
 *
 * @param options.weights of x's shape: what each element counts, instead of 1
 * @returns int64 in one dimension; with weights their kind, float64 for integers
 * @throws {TypeError} for a tensor that is not int64
 * @throws {RangeError} for negative elements, and for other than one dimension
 *
 * @example
 * ```ts
 * import { bincount, tensor } from "dropout-lab/tensor";
 * const x = tensor([0, 2, 2], { dtype: "int64" });
 * bincount(x) // → tensor([1, 0, 2])
 * bincount(x, { weights: tensor([0.5, 1, 2]), minlength: 4 })
 * // → tensor([0.5000, 0.0000, 3.0000, 0.0000])
 * ```
 */
export function bincount(x: Tensor<"int64">, options: BincountOptions = {}): Tensor {
  requireCount("bincount", arguments, 2);
  requireTensor("bincount", x);
  requireOptions("bincount", options, "{ minlength: 10 }");
  requireKnown("bincount", options, ["weights", "minlength"]);
  return new Tensor(bincountOf(x, options));
}

function sortOptions(subject: string, options: SortOptions): SortOptions {
  requireOptions(subject, options, "{ descending: true }");
  requireKnown(subject, options, ["descending", "stable"]);
  requireBoolean(subject, "descending", options.descending ?? false);
  requireBoolean(subject, "stable", options.stable ?? false);
  return options;
}

function ordered<D extends DType>(
  x: Tensor<D>,
  operation: string,
  dim: number,
  { values, indices }: Ordered<D>,
): Sorted<D> {
  const places = new Tensor(indices);
  const output = record(new Tensor(values), [x], () => takenBackward(operation, x, dim, places));
  return { values: output, indices: places };
}
