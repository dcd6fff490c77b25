import * as derivatives from "../autograd/derivatives.ts";
import type { Rules } from "../autograd/graph.ts";
import { named, record, renamed } from "../autograd/record.ts";
import { saveForBackward } from "../autograd/saved-tensors.ts";
import { scatterAdd } from "../autograd/scatter.ts";
import { recordView } from "../autograd/view.ts";
import type { DType } from "../dtype.ts";
import { broadcastTo } from "../elementwise/broadcast.ts";
import { ReductionMethods } from "../reduce/reduction-methods.ts";
import type { Tensor } from "../tensor.ts";
import { TensorBase } from "../tensor-base.ts";
import * as shapes from "./shape.ts";
import { takeAt } from "./take-at.ts";

/** The same elements of a tensor in other shapes, and parts of them. */
export abstract class ShapeMethods<D extends DType> extends ReductionMethods<D> {
  /** The same elements in another shape; one length may be -1. A view if it can be. */
  reshape(shape: readonly number[]): Tensor<D> {
    const output = this.make(shapes.reshape(this, shape));
    const operation = output.storage === this.storage ? "ViewBackward0" : "UnsafeViewBackward0";
    const rules = () => named(operation, derivatives.reshapeBackward(this));
    return this.#view(output, (x) => x.reshape(shape), rules);
  }

  /** All elements in one dimension. */
  flatten(): Tensor<D> {
    return this.reshape([-1]);
  }

  /** A view with two dimensions swapped. */
  transpose(a: number, b: number): Tensor<D> {
    const rules = () => derivatives.transposeBackward(a, b);
    return this.#view(this.make(shapes.transpose(this, a, b)), (x) => x.transpose(a, b), rules);
  }

  /** A view of a matrix with rows and columns swapped. @throws {RangeError} beyond 2 dimensions */
  t(): Tensor<D> {
    if (this.ndim > 2) {
      throw new RangeError(`t() expects a tensor with <= 2 dimensions, but self is ${this.ndim}D`);
    }
    return this.ndim < 2 ? this.self : renamed(this.transpose(0, 1), "TBackward0");
  }

  /** A view with the dimensions in another order. */
  permute(order: readonly number[]): Tensor<D> {
    const rules = () => derivatives.permuteBackward(order);
    return this.#view(this.make(shapes.permute(this, order)), (x) => x.permute(order), rules);
  }

  /** A view with a new dimension of length 1 before `dim`. */
  unsqueeze(dim: number): Tensor<D> {
    const rules = () => named("UnsqueezeBackward0", derivatives.reshapeBackward(this));
    return this.#view(this.make(shapes.unsqueeze(this, dim)), (x) => x.unsqueeze(dim), rules);
  }

  /** A view without `dim` if its length is 1, or without all dimensions of length 1. */
  squeeze(dim?: number): Tensor<D> {
    const operation = dim === undefined ? "SqueezeBackward0" : "SqueezeBackward1";
    const rules = () => named(operation, derivatives.reshapeBackward(this));
    return this.#view(this.make(shapes.squeeze(this, dim)), (x) => x.squeeze(dim), rules);
  }

  /** A view that repeats dimensions of length 1; -1 leaves a length as it is. */
  expand(shape: readonly number[]): Tensor<D> {
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

  /** The part at one index of a dimension, a view. */
  select(dim: number, index: number): Tensor<D> {
    const rules = () => derivatives.selectBackward(this, dim, index);
    return this.#view(
      this.make(shapes.select(this, dim, index)),
      (x) => x.select(dim, index),
      rules,
    );
  }

  /** Every `step`-th part from `start` up to `end` along `dim` (0 if left out), a view. */
  slice(
    start = 0,
    end: number = Number.POSITIVE_INFINITY,
    options: { dim?: number; step?: number } = {},
  ): Tensor<D> {
    const output = this.make(shapes.slice(this, start, end, options));
    const rules = () => derivatives.sliceBackward(this, start, end, options);
    return this.#view(output, (x) => x.slice(start, end, options), rules);
  }

  /** The parts at the given indices along `dim`, a copy. */
  indexSelect(dim: number, indices: Tensor<"int64"> | readonly number[]): Tensor<D> {
    const list = indices instanceof TensorBase ? Array.from(indices.data, Number) : indices;
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
