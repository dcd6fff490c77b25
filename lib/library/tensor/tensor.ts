import type { BinaryOperation } from "../wasm/index.ts";
import { backward } from "./autograd/backward.ts";
import * as derivatives from "./autograd/derivatives.ts";
import { isGradEnabled } from "./autograd/grad-mode.ts";
import type { Rules } from "./autograd/graph.ts";
import { named, record, renamed } from "./autograd/record.ts";
import { recordView } from "./autograd/view.ts";
import { clone, contiguous, toDType } from "./copy.ts";
import { nested } from "./create/nested.ts";
import type { Dims } from "./dims.ts";
import { type DType, type Floating, isFloating, type Promoted } from "./dtype.ts";
import { binary } from "./elementwise/binary.ts";
import { broadcastTo, part } from "./elementwise/broadcast.ts";
import { compare } from "./elementwise/compare.ts";
import { clamp, type UnaryOperation, unary } from "./elementwise/unary.ts";
import { matmul } from "./matmul/matmul.ts";
import type { Operand } from "./operand.ts";
import { overwrite } from "./overwrite.ts";
import {
  argExtreme,
  extreme,
  mean,
  type Reduction,
  sum,
  truth,
  variance,
} from "./reduce/reduce.ts";
import * as shapes from "./shape/shape.ts";
import type { Strided } from "./strided.ts";
import { TensorBase } from "./tensor-base.ts";

/** What an operation with a tensor of kind E, or with a plain number, makes of kind D. */
export type Result<D extends DType, T> =
  T extends Tensor<infer E> ? Promoted<D, E> : D extends "float32" | "float64" ? D : DType;

/**
 * Numbers in any number of dimensions, with torch's names and torch's rules: broadcasting,
 * promotion of kinds, views that share memory. Make one with `tensor`, `zeros`, `rand` and so on.
 *
 * @example
 * ```ts
 * import { tensor } from "dropout-lab/tensor";
 * const x = tensor([[1, 2], [3, 4]], { requiresGrad: true });
 * x.square().sum().backward();
 * x.grad
 * // → tensor([[2., 4.],
 * //           [6., 8.]])
 * ```
 */
export class Tensor<D extends DType = DType> extends TensorBase<D> {
  /** The gradient that `backward` left here, or undefined. */
  grad: Tensor<D> | undefined = undefined;

  /**
   * The only element, as a plain value.
   *
   * @throws {RangeError} when there is not exactly one, or for an int64 beyond 2^53
   *
   * @example
   * ```ts
   * import { ones } from "dropout-lab/tensor";
   * ones([100]).mean().item() // → 1
   * ```
   */
  item(): D extends "bool" ? boolean : number {
    if (this.numel() !== 1) {
      throw new RangeError(`item: must have exactly one element, got shape [${this.shape}]`);
    }
    return nested({ ...this, shape: [] }) as D extends "bool" ? boolean : number;
  }

  /**
   * `this + other`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).add(tensor([[10], [20]]))
   * // → tensor([[11., 12.],
   * //           [21., 22.]])
   * ```
   */
  add<T extends Operand>(other: T): Tensor<Result<D, T>> {
    return this.#binary("add", other);
  }

  /** `this - other`. */
  sub<T extends Operand>(other: T): Tensor<Result<D, T>> {
    return this.#binary("sub", other);
  }

  /**
   * `this * other`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 1, 1]).mul(tensor([1, 0, 1])) // → tensor([1., 0., 1.])
   * ```
   */
  mul<T extends Operand>(other: T): Tensor<Result<D, T>> {
    return this.#binary("mul", other);
  }

  /**
   * `this / other`; integers give float32.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([60]).div(1 - 0.4).item().toFixed(2) // → '100.00'
   * ```
   */
  div<T extends Operand>(other: T): Tensor<Floating<Result<D, T>>> {
    return this.#binary("div", other);
  }

  /** The larger of each pair; NaN wins. */
  maximum<T extends Operand>(other: T): Tensor<Result<D, T>> {
    return this.#binary("maximum", other);
  }

  /** The smaller of each pair; NaN wins. */
  minimum<T extends Operand>(other: T): Tensor<Result<D, T>> {
    return this.#binary("minimum", other);
  }

  /** `-this`. */
  neg(): Tensor<D> {
    return this.#unary("neg");
  }

  /** Each without its sign. */
  abs(): Tensor<D> {
    return this.#unary("abs");
  }

  /**
   * `this * this`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3]).square() // → tensor([1., 4., 9.])
   * ```
   */
  square(): Tensor<D> {
    return renamed(this.#binary("mul", this as Tensor), "PowBackward0");
  }

  /** `max(this, 0)`, keeping -0 and NaN as torch does. */
  relu(): Tensor<D> {
    return this.#unary("relu");
  }

  /** The square roots. */
  sqrt(): Tensor<Floating<D>> {
    return this.#unary("sqrt");
  }

  /** e to each. */
  exp(): Tensor<Floating<D>> {
    return this.#unary("exp");
  }

  /** The natural logarithms. */
  log(): Tensor<Floating<D>> {
    return this.#unary("log");
  }

  /** 1 / (1 + exp(-this)). */
  sigmoid(): Tensor<Floating<D>> {
    return this.#unary("sigmoid");
  }

  /** The hyperbolic tangents. */
  tanh(): Tensor<Floating<D>> {
    return this.#unary("tanh");
  }

  /** Each, but not below `low` and not above `high`. */
  clamp(low: number, high: number): Tensor<Result<D, number>> {
    const output = new Tensor(clamp(this, low, high) as Strided<Result<D, number>>);
    return record(output, [this], () => derivatives.clampBackward(this, low, high));
  }

  /** Where the two are equal. */
  eq(other: Operand): Tensor<"bool"> {
    return new Tensor(compare("eq", this, other));
  }

  /**
   * Where the two differ.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1.25, 0, 1.25]).ne(0) // → tensor([ True, False,  True])
   * ```
   */
  ne(other: Operand): Tensor<"bool"> {
    return new Tensor(compare("ne", this, other));
  }

  /** Where this is less than the other. */
  lt(other: Operand): Tensor<"bool"> {
    return new Tensor(compare("lt", this, other));
  }

  /** Where this is at most the other. */
  le(other: Operand): Tensor<"bool"> {
    return new Tensor(compare("le", this, other));
  }

  /** Where this is greater than the other. */
  gt(other: Operand): Tensor<"bool"> {
    return new Tensor(compare("gt", this, other));
  }

  /** Where this is at least the other. */
  ge(other: Operand): Tensor<"bool"> {
    return new Tensor(compare("ge", this, other));
  }

  /** Where there is no number. */
  isnan(): Tensor<"bool"> {
    return new Tensor(compare("ne", this, this));
  }

  /**
   * The sum over `dims`; integers and truth values add up as int64.
   *
   * @example
   * ```ts
   * import { ones } from "dropout-lab/tensor";
   * ones([2, 3]).sum(0) // → tensor([2., 2., 2.])
   * ones([2, 3]).sum().item() // → 6
   * ```
   */
  sum(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D extends "bool" ? "int64" : D> {
    const output = new Tensor(sum(this, dims, keepdim)) as Tensor<never>;
    return record(output, [this], () => derivatives.sumBackward(this, dims));
  }

  /**
   * The mean over `dims`.
   *
   * @throws {TypeError} for integers, as torch
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).mean(1) // → tensor([1.5000, 3.5000])
   * ```
   */
  mean(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D> {
    const output = new Tensor(mean(this, dims, keepdim));
    return record(output, [this], () => derivatives.meanBackward(this, dims));
  }

  /** The variance over `dims`, divided by n - `correction` (1 if left out). */
  var(dims?: Dims, options: Reduction & { correction?: number } = {}): Tensor<D> {
    const output = new Tensor(variance(this, dims, options));
    return record(output, [this], () =>
      derivatives.varBackward(this, dims, options.correction ?? 1),
    );
  }

  /** The square root of the variance over `dims`. */
  std(dims?: Dims, options: Reduction & { correction?: number } = {}): Tensor<D> {
    const output = new Tensor(unary("sqrt", variance(this, dims, options)) as Strided<D>);
    return record(output, [this], () =>
      derivatives.stdBackward(this, output, { dims, correction: options.correction ?? 1 }),
    );
  }

  /** The largest over `dims`; NaN wins. `amax` of torch. */
  max(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D> {
    const output = new Tensor(extreme("max", this, dims, keepdim));
    return record(output, [this], () =>
      named("AmaxBackward0", derivatives.extremeBackward(this, output, dims)),
    );
  }

  /** The smallest over `dims`; NaN wins. `amin` of torch. */
  min(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D> {
    const output = new Tensor(extreme("min", this, dims, keepdim));
    return record(output, [this], () =>
      named("AminBackward0", derivatives.extremeBackward(this, output, dims)),
    );
  }

  /** Where the first largest stands: along `dim`, or in row-major order. */
  argmax(dim?: number, { keepdim = false }: Reduction = {}): Tensor<"int64"> {
    return new Tensor(argExtreme("max", this, dim, keepdim));
  }

  /** Where the first smallest stands: along `dim`, or in row-major order. */
  argmin(dim?: number, { keepdim = false }: Reduction = {}): Tensor<"int64"> {
    return new Tensor(argExtreme("min", this, dim, keepdim));
  }

  /** True where all over `dims` are nonzero. */
  all(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<"bool"> {
    return new Tensor(truth("all", this, dims, keepdim));
  }

  /** True where any over `dims` is nonzero. */
  any(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<"bool"> {
    return new Tensor(truth("any", this, dims, keepdim));
  }

  /**
   * The matrix product, with torch's rules for vectors and batches.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).matmul(tensor([1, 1])) // → tensor([3., 7.])
   * ```
   */
  matmul<E extends DType>(other: Tensor<E>): Tensor<Promoted<D, E>> {
    const output = new Tensor(matmul(this, other) as Strided<Promoted<D, E>>);
    return record(output, [this, other], () => derivatives.matmulBackward(this, other));
  }

  /** The same elements in another shape; one length may be -1. A view if it can be. */
  reshape(shape: readonly number[]): Tensor<D> {
    const output = new Tensor(shapes.reshape(this, shape));
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
    return this.#view(new Tensor(shapes.transpose(this, a, b)), (x) => x.transpose(a, b), rules);
  }

  /** A view of a matrix with rows and columns swapped. @throws {RangeError} beyond 2 dimensions */
  t(): Tensor<D> {
    if (this.ndim > 2) {
      throw new RangeError(`t() expects a tensor with <= 2 dimensions, but self is ${this.ndim}D`);
    }
    return this.ndim < 2 ? this : renamed(this.transpose(0, 1), "TBackward0");
  }

  /** A view with the dimensions in another order. */
  permute(order: readonly number[]): Tensor<D> {
    const rules = () => derivatives.permuteBackward(order);
    return this.#view(new Tensor(shapes.permute(this, order)), (x) => x.permute(order), rules);
  }

  /** A view with a new dimension of length 1 before `dim`. */
  unsqueeze(dim: number): Tensor<D> {
    const rules = () => named("UnsqueezeBackward0", derivatives.reshapeBackward(this));
    return this.#view(new Tensor(shapes.unsqueeze(this, dim)), (x) => x.unsqueeze(dim), rules);
  }

  /** A view without `dim` if its length is 1, or without all dimensions of length 1. */
  squeeze(dim?: number): Tensor<D> {
    const operation = dim === undefined ? "SqueezeBackward0" : "SqueezeBackward1";
    const rules = () => named(operation, derivatives.reshapeBackward(this));
    return this.#view(new Tensor(shapes.squeeze(this, dim)), (x) => x.squeeze(dim), rules);
  }

  /** A view that repeats dimensions of length 1; -1 leaves a length as it is. */
  expand(shape: readonly number[]): Tensor<D> {
    const rules = () => named("ExpandBackward0", derivatives.identityBackward());
    return this.#view(new Tensor(broadcastTo(this, shape)), (x) => x.expand(shape), rules);
  }

  /** The part at these indices of the first dimensions, a view; negative ones count back. */
  at(...indices: number[]): Tensor<D> {
    return indices.reduce<Tensor<D>>((x, index) => x.select(0, index), this);
  }

  /** The part at one index of a dimension, a view. */
  select(dim: number, index: number): Tensor<D> {
    const rules = () => derivatives.selectBackward(this, dim, index);
    return this.#view(
      new Tensor(shapes.select(this, dim, index)),
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
    const output = new Tensor(shapes.slice(this, start, end, options));
    const rules = () => derivatives.sliceBackward(this, start, end, options);
    return this.#view(output, (x) => x.slice(start, end, options), rules);
  }

  /** The parts at the given indices along `dim`, a copy. */
  indexSelect(dim: number, indices: Tensor<"int64"> | readonly number[]): Tensor<D> {
    const list = indices instanceof Tensor ? Array.from(indices.data, Number) : indices;
    const output = new Tensor(shapes.indexSelect(this, dim, list));
    return record(output, [this], () =>
      derivatives.indexSelectBackward(this, dim, { indices, list }),
    );
  }

  /** Itself if it is contiguous, else a contiguous copy. */
  contiguous(): Tensor<D> {
    if (this.isContiguous()) return this;
    return record(new Tensor(contiguous(this)), [this], () =>
      named("CloneBackward0", derivatives.identityBackward()),
    );
  }

  /** A copy in memory of its own, in the same order of dimensions. */
  clone(): Tensor<D> {
    const output = new Tensor(clone(this));
    return record(output, [this], () => named("CloneBackward0", derivatives.identityBackward()));
  }

  /**
   * A copy as another kind, or itself if it is of that kind.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([true, false]).to("float32") // → tensor([1., 0.])
   * ```
   */
  to<E extends DType>(dtype: E): Tensor<E> {
    if ((this.dtype as DType) === dtype) return this as Tensor as Tensor<E>;
    const output = new Tensor(toDType(this, dtype));
    return isFloating(dtype)
      ? record(output, [this], () => named("ToCopyBackward0", derivatives.identityBackward()))
      : output;
  }

  /**
   * Writes the elements of `source` over its own and returns itself; views see them too.
   *
   * @throws {RangeError} when the shapes differ, when elements share memory, or when gradients are
   * needed: autograd does not follow such writes, so they go under `noGrad`
   */
  copyFrom(source: Tensor): this {
    if (isGradEnabled() && (this.requiresGrad || source.requiresGrad)) {
      throw new RangeError("copyFrom: must be under noGrad where gradients are needed");
    }
    overwrite(this, source);
    this.storage.version++;
    return this;
  }

  /** The same numbers in the same memory, cut from what it was computed from: no gradient flows through. */
  detach(): Tensor<D> {
    return new Tensor(part(this));
  }

  /**
   * Brings the gradient of this number to the `grad` of every leaf that it was computed from and
   * that needs one; what is there already is added to.
   *
   * @param gradient of this tensor, 1 if left out
   * @throws {RangeError} without a gradient for more than one element, and when nothing needs one
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const w = tensor(3, { requiresGrad: true });
   * w.square().backward();
   * w.grad?.item() // → 6
   * ```
   */
  backward(gradient?: Tensor, { retainGraph = false }: { retainGraph?: boolean } = {}): void {
    const wrap = (x: Strided) => (x instanceof Tensor ? x : new Tensor(x));
    backward(this, gradient, { retainGraph, wrap });
  }

  #unary<R extends DType>(operation: UnaryOperation): Tensor<R> {
    const output = new Tensor(unary(operation, this) as Strided<R>);
    return record(output, [this], () =>
      named(derivatives.nameOf(operation), derivatives.UNARY_BACKWARD[operation](this, output)),
    );
  }

  #view(output: Tensor<D>, take: (x: Tensor) => Tensor, rules: () => Rules<Tensor<D>>): Tensor<D> {
    if (!this.requiresGrad && !this.view) return output;
    return recordView(output, this, { take, rules });
  }

  #binary<R extends DType>(operation: BinaryOperation, other: Operand): Tensor<R> {
    const output = new Tensor(binary(operation, this, other) as Strided<R>);
    const inputs = other instanceof Tensor ? [this, other] : [this];
    return record(output, inputs, () =>
      named(derivatives.nameOf(operation), derivatives.BINARY_BACKWARD[operation](this, other)),
    );
  }
}
