import * as derivatives from "../autograd/derivatives.ts";
import type { Rules } from "../autograd/graph.ts";
import { named, record, renamed } from "../autograd/record.ts";
import { saveForBackward } from "../autograd/saved-tensors.ts";
import { scatterAdd } from "../autograd/scatter.ts";
import { recordView } from "../autograd/view.ts";
import { dimension, requireList } from "../dims.ts";
import type { DType } from "../dtype.ts";
import { broadcastTo, part } from "../elementwise/broadcast.ts";
import { requireCount, requireKnown, requireOptions } from "../operand.ts";
import { ReductionMethods } from "../reduce/reduction-methods.ts";
import { sizeOf } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { TensorBase } from "../tensor-base.ts";
import * as shapes from "./shape.ts";
import { takeAt } from "./take-at.ts";

/** The same elements of a tensor in other shapes, and parts of them. */
export abstract class ShapeMethods<D extends DType> extends ReductionMethods<D> {
  /**
   * The same elements in another shape; one length may be -1. A view if it can be.
   *
   * @throws {RangeError} where the number of elements differs
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3, 4]).reshape([2, -1])
   * // → tensor([[1., 2.],
   * //           [3., 4.]])
   * ```
   */
  reshape(shape: readonly number[]): Tensor<D> {
    requireCount("reshape", arguments, 1);
    const output = this.make(shapes.reshape(this, shape));
    const operation = output.storage === this.storage ? "ViewBackward0" : "UnsafeViewBackward0";
    const rules = () => named(operation, derivatives.reshapeBackward(this));
    return this.#view(output, (x) => x.reshape(shape), rules);
  }

  /**
   * The dimensions from `startDim` to `endDim` (all if left out) as one; a view if it can be.
   *
   * @throws {RangeError} when there are no such dimensions, and for a start after the end
   *
   * @example
   * ```ts
   * import { ones, tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).flatten() // → tensor([1., 2., 3., 4.])
   * ones([5, 2, 3]).flatten(1).shape // → [ 5, 6 ]
   * ```
   */
  flatten(startDim = 0, endDim = -1): Tensor<D> {
    requireCount("flatten", arguments, 2);
    const { shape, ndim } = this;
    const start = dimension("flatten", startDim, ndim);
    const end = dimension("flatten", endDim, ndim);
    if (start > end) {
      throw new RangeError(`flatten: startDim must not come after endDim, got ${start} and ${end}`);
    }
    if (start === end && ndim > 0) return this.self;
    const joined = sizeOf(shape.slice(start, end + 1));
    return this.reshape([...shape.slice(0, start), joined, ...shape.slice(end + 1)]);
  }

  /**
   * A view with two dimensions swapped.
   *
   * @throws {RangeError} when there is no such dimension
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2, 3]]).transpose(0, 1).shape // → [ 3, 1 ]
   * ```
   */
  transpose(a: number, b: number): Tensor<D> {
    requireCount("transpose", arguments, 2);
    const rules = () => derivatives.transposeBackward(a, b);
    return this.#view(this.make(shapes.transpose(this, a, b)), (x) => x.transpose(a, b), rules);
  }

  /**
   * A view of a matrix with rows and columns swapped.
   *
   * @throws {RangeError} beyond 2 dimensions
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).t()
   * // → tensor([[1., 3.],
   * //           [2., 4.]])
   * ```
   */
  t(): Tensor<D> {
    requireCount("t", arguments, 0);
    if (this.ndim > 2) {
      throw new RangeError(`t() expects a tensor with <= 2 dimensions, but self is ${this.ndim}D`);
    }
    if (this.ndim === 2) return renamed(this.transpose(0, 1), "TBackward0");
    const rules = () => named("TBackward0", derivatives.identityBackward());
    return this.#view(this.make(part(this)), (x) => x.t(), rules);
  }

  /**
   * A view with the dimensions in another order.
   *
   * @throws {RangeError} unless each dimension is named once
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[[1, 2, 3]]]).permute([2, 0, 1]).shape // → [ 3, 1, 1 ]
   * ```
   */
  permute(order: readonly number[]): Tensor<D> {
    requireCount("permute", arguments, 1);
    const rules = () => derivatives.permuteBackward(order);
    return this.#view(this.make(shapes.permute(this, order)), (x) => x.permute(order), rules);
  }

  /**
   * A view with a new dimension of length 1 before `dim`.
   *
   * @throws {RangeError} when there is no such place
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).unsqueeze(1).shape // → [ 2, 1 ]
   * ```
   */
  unsqueeze(dim: number): Tensor<D> {
    requireCount("unsqueeze", arguments, 1);
    const rules = () => named("UnsqueezeBackward0", derivatives.reshapeBackward(this));
    return this.#view(this.make(shapes.unsqueeze(this, dim)), (x) => x.unsqueeze(dim), rules);
  }

  /**
   * A view without `dim` if its length is 1, or without all dimensions of length 1.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2]]).squeeze() // → tensor([1., 2.])
   * ```
   */
  squeeze(dim?: number): Tensor<D> {
    requireCount("squeeze", arguments, 1);
    const operation = dim === undefined ? "SqueezeBackward0" : "SqueezeBackward1";
    const rules = () => named(operation, derivatives.reshapeBackward(this));
    return this.#view(this.make(shapes.squeeze(this, dim)), (x) => x.squeeze(dim), rules);
  }

  /**
   * A view that repeats dimensions of length 1; -1 leaves a length as it is.
   *
   * @throws {RangeError} for other lengths
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1], [2]]).expand([-1, 3])
   * // → tensor([[1., 1., 1.],
   * //           [2., 2., 2.]])
   * ```
   */
  expand(shape: readonly number[]): Tensor<D> {
    requireCount("expand", arguments, 1);
    const rules = () => named("ExpandBackward0", derivatives.identityBackward());
    return this.#view(this.make(broadcastTo(this, shape)), (x) => x.expand(shape), rules);
  }

  /**
   * The part at these indices of the first dimensions, a view; negative ones count back. A tensor
   * takes several parts as a copy: those where a mask holds that has the shape of the first
   * dimensions, or those of the first dimension at integers, in their shape. `x[…]` of torch.
   *
   * @throws {RangeError} for indices beyond the length, and for a mask of another shape
   * @throws {TypeError} for a tensor that is neither bool nor int64
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([[1, 2], [3, 4], [5, 6]]);
   * x.at(-1) // → tensor([5., 6.])
   * x.at(1, 0).item() // → 3
   * x.at(x.gt(3)) // → tensor([4., 5., 6.])
   * x.at(tensor([true, false, true]))
   * // → tensor([[1., 2.],
   * //           [5., 6.]])
   * ```
   */
  at(...indices: number[] | [Tensor<"bool"> | Tensor<"int64">]): Tensor<D> {
    const [index] = indices;
    if (typeof index === "object") {
      const isOne = index.dtype === "int64" && index.ndim === 0;
      return isOne ? this.select(0, Number(index.data[0])) : this.#taken(index);
    }
    return (indices as number[]).reduce<Tensor<D>>((x, i) => x.select(0, i), this.self);
  }

  /**
   * The part at one index of a dimension, a view; negative ones count back.
   *
   * @throws {RangeError} for an index beyond the length
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).select(1, -1) // → tensor([2., 4.])
   * ```
   */
  select(dim: number, index: number): Tensor<D> {
    requireCount("select", arguments, 2);
    const rules = () => derivatives.selectBackward(this, dim, index);
    return this.#view(
      this.make(shapes.select(this, dim, index)),
      (x) => x.select(dim, index),
      rules,
    );
  }

  /**
   * Every `step`-th part from `start` up to `end` along `dim` (0 if left out), a view.
   *
   * @throws {RangeError} for a step below 1
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3, 4]).slice(0, 3, { step: 2 }) // → tensor([1., 3.])
   * ```
   */
  slice(
    start = 0,
    end: number = Number.POSITIVE_INFINITY,
    options: { dim?: number; step?: number } = {},
  ): Tensor<D> {
    requireCount("slice", arguments, 3);
    requireOptions("slice", options, "{ dim: 1 }");
    requireKnown("slice", options, ["dim", "step"]);
    const output = this.make(shapes.slice(this, start, end, options));
    const rules = () => derivatives.sliceBackward(this, start, end, options);
    return this.#view(output, (x) => x.slice(start, end, options), rules);
  }

  /**
   * The parts at the given indices along `dim`, a copy.
   *
   * @throws {RangeError} for indices beyond the length
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3]).indexSelect(0, [2, 0]) // → tensor([3., 1.])
   * ```
   */
  indexSelect(dim: number, indices: Tensor<"int64"> | readonly number[]): Tensor<D> {
    requireCount("indexSelect", arguments, 2);
    const list = indices instanceof TensorBase ? integersOf(indices) : indices;
    requireList("indexSelect", list);
    const output = this.make(shapes.indexSelect(this, dim, list));
    return record(output, [this], () =>
      derivatives.indexSelectBackward(this, dim, { indices, list }),
    );
  }

  #taken(index: Tensor): Tensor<D> {
    const { output, from, list } = takeAt(this, index);
    return record(this.make(output), [this], () =>
      named("IndexBackward0", [
        saveForBackward([index], (g) => {
          const parts = { dtype: g.dtype, shape: from };
          const sums = scatterAdd(g, parts, { dim: 0, indices: list });
          return shapes.reshape(sums, this.shape);
        }),
      ]),
    );
  }

  #view(output: Tensor<D>, take: (x: Tensor) => Tensor, rules: () => Rules<Tensor<D>>): Tensor<D> {
    return recordView(output, this.self, { take, rules });
  }
}

function integersOf(indices: Tensor): readonly number[] {
  if (indices.dtype === "int64") return Array.from(indices.data, Number);
  throw new TypeError(`indexSelect: indices must be int64, got ${indices.dtype}`);
}
