import type { BinaryOperation } from "../../wasm/index.ts";
import * as derivatives from "../autograd/derivatives.ts";
import { named, record, renamed } from "../autograd/record.ts";
import type { Decided, DType, Floating, Floats, Holding, Numbers, Promoted } from "../dtype.ts";
import type { Operand, PlainKind } from "../operand.ts";
import { requireCount } from "../operand.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { TensorBase } from "../tensor-base.ts";
import { binary } from "./binary.ts";
import { compare } from "./compare.ts";
import { type Bound, bounds, clamp, type UnaryOperation, unary } from "./unary.ts";

/**
 * The kinds that the result of an operation between a tensor of kind D and T, another tensor or a
 * plain value, can have. A plain value does not widen a tensor of its category. Methods give D as
 * `Decided<D>`: of a subclass such as `Parameter` the compiler reads D from all of its methods.
 */
export type Result<D extends DType, T> =
  T extends Strided<infer E>
    ? Promoted<Decided<D>, E>
    : D extends Floats
      ? Decided<D>
      : Promoted<Decided<D>, PlainKind<T>>;

/** The kinds that a tensor of kind D can have beside a bound. */
type Bounded<D extends DType, T extends Bound> = T extends number | bigint
  ? Result<D, T>
  : Decided<D>;

/** What a tensor computes element by element. */
export abstract class ElementwiseMethods<D extends DType> extends TensorBase<D> {
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
  add<T extends Operand>(other: T): Tensor<Result<Decided<D>, T>> {
    requireCount("add", arguments, 1);
    return this.#binary("add", other);
  }

  /**
   * `this - other`, broadcast and promoted.
   *
   * @throws {TypeError} for truth values
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([3, 2]).sub(1) // → tensor([2., 1.])
   * ```
   */
  sub<T extends Operand>(this: Holding<D, Numbers>, other: T): Tensor<Result<Decided<D>, T>>;
  sub<T extends Operand>(other: T): Tensor<Result<Decided<D>, T>> {
    requireCount("sub", arguments, 1);
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
  mul<T extends Operand>(other: T): Tensor<Result<Decided<D>, T>> {
    requireCount("mul", arguments, 1);
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
  div<T extends Operand>(other: T): Tensor<Floating<Result<Decided<D>, T>>> {
    requireCount("div", arguments, 1);
    return this.#binary("div", other);
  }

  /**
   * The larger of each pair, broadcast; NaN wins.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 5]).maximum(3) // → tensor([3., 5.])
   * ```
   */
  maximum<T extends Operand>(other: T): Tensor<Result<Decided<D>, T>> {
    requireCount("maximum", arguments, 1);
    return this.#binary("maximum", other);
  }

  /**
   * The smaller of each pair, broadcast; NaN wins.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 5]).minimum(3) // → tensor([1., 3.])
   * ```
   */
  minimum<T extends Operand>(other: T): Tensor<Result<Decided<D>, T>> {
    requireCount("minimum", arguments, 1);
    return this.#binary("minimum", other);
  }

  /**
   * `-this`.
   *
   * @throws {TypeError} for truth values, as torch
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, -2]).neg() // → tensor([-1.,  2.])
   * ```
   */
  neg(this: Holding<D, Numbers>): Tensor<D>;
  neg(): Tensor<D> {
    requireCount("neg", arguments, 0);
    return this.unary("neg");
  }

  /**
   * Each without its sign.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, -2]).abs() // → tensor([1., 2.])
   * ```
   */
  abs(this: Holding<D, Numbers>): Tensor<D>;
  abs(): Tensor<D> {
    requireCount("abs", arguments, 0);
    return this.unary("abs");
  }

  /**
   * `this * this`; truth values become int64.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3]).square() // → tensor([1., 4., 9.])
   * ```
   */
  square(): Tensor<D extends "bool" ? "int64" : D>;
  square(): Tensor {
    requireCount("square", arguments, 0);
    if (this.dtype === "bool") return this.self.to("int64");
    return renamed(this.#binary("mul", this), "PowBackward0");
  }

  /**
   * `max(this, 0)`, keeping -0 and NaN as torch does.
   *
   * @throws {TypeError} for truth values
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, -2]).relu() // → tensor([1., 0.])
   * ```
   */
  relu(this: Holding<D, Numbers>): Tensor<D>;
  relu(): Tensor<D> {
    requireCount("relu", arguments, 0);
    return this.unary("relu");
  }

  /**
   * The square roots; NaN of what is below 0.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([4, 9]).sqrt() // → tensor([2., 3.])
   * ```
   */
  sqrt(): Tensor<Floating<D>> {
    requireCount("sqrt", arguments, 0);
    return this.unary("sqrt");
  }

  /**
   * e to each.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, 1]).exp() // → tensor([1.0000, 2.7183])
   * ```
   */
  exp(): Tensor<Floating<D>> {
    requireCount("exp", arguments, 0);
    return this.unary("exp");
  }

  /**
   * The natural logarithms; NaN of what is below 0.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 10]).log() // → tensor([0.0000, 2.3026])
   * ```
   */
  log(): Tensor<Floating<D>> {
    requireCount("log", arguments, 0);
    return this.unary("log");
  }

  /**
   * 1 / (1 + exp(-this)), between 0 and 1.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, 2]).sigmoid() // → tensor([0.5000, 0.8808])
   * ```
   */
  sigmoid(): Tensor<Floating<D>> {
    requireCount("sigmoid", arguments, 0);
    return this.unary("sigmoid");
  }

  /**
   * The hyperbolic tangents, between -1 and 1.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, 1]).tanh() // → tensor([0.0000, 0.7616])
   * ```
   */
  tanh(): Tensor<Floating<D>> {
    requireCount("tanh", arguments, 0);
    return this.unary("tanh");
  }

  /**
   * Each, but not below `low` and not above `high`, which counts if the two cross. One of the bounds
   * may be left out, or be null.
   *
   * @throws {TypeError} for bounds that are no numbers, and for none
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([-2, 0, 2]).clamp(-1, 1) // → tensor([-1.,  0.,  1.])
   * tensor([-2, 0, 2]).clamp(0) // → tensor([0., 0., 2.])
   * ```
   */
  clamp<L extends Bound, H extends Bound = undefined>(
    low: L,
    high?: H,
  ): Tensor<Bounded<Bounded<D, L>, H>> {
    requireCount("clamp", arguments, 2);
    const output = this.make(clamp(this, low, high) as Strided<Bounded<Bounded<D, L>, H>>);
    return record(output, [this], () => derivatives.clampBackward(this, ...bounds(low, high)));
  }

  /**
   * Where the two are equal, broadcast; NaN equals nothing.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).eq(2) // → tensor([False,  True])
   * ```
   */
  eq(other: Operand): Tensor<"bool"> {
    requireCount("eq", arguments, 1);
    return this.make(compare("eq", this, other));
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
    requireCount("ne", arguments, 1);
    return this.make(compare("ne", this, other));
  }

  /**
   * Where this is less than the other, broadcast.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).lt(2) // → tensor([ True, False])
   * ```
   */
  lt(other: Operand): Tensor<"bool"> {
    requireCount("lt", arguments, 1);
    return this.make(compare("lt", this, other));
  }

  /**
   * Where this is at most the other, broadcast.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).le(2) // → tensor([True, True])
   * ```
   */
  le(other: Operand): Tensor<"bool"> {
    requireCount("le", arguments, 1);
    return this.make(compare("le", this, other));
  }

  /**
   * Where this is greater than the other, broadcast.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).gt(1) // → tensor([False,  True])
   * ```
   */
  gt(other: Operand): Tensor<"bool"> {
    requireCount("gt", arguments, 1);
    return this.make(compare("gt", this, other));
  }

  /**
   * Where this is at least the other, broadcast.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).ge(1) // → tensor([True, True])
   * ```
   */
  ge(other: Operand): Tensor<"bool"> {
    requireCount("ge", arguments, 1);
    return this.make(compare("ge", this, other));
  }

  /**
   * Where there is no number.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, NaN]).isnan() // → tensor([False,  True])
   * ```
   */
  isnan(): Tensor<"bool"> {
    requireCount("isnan", arguments, 0);
    return this.make(compare("ne", this, this));
  }

  protected unary<R extends DType>(operation: UnaryOperation): Tensor<R> {
    const output = this.make(unary(operation, this) as Strided<R>);
    return record(output, [this], () =>
      named(derivatives.nameOf(operation), derivatives.UNARY_BACKWARD[operation](this, output)),
    );
  }

  #binary<R extends DType>(operation: BinaryOperation, other: Operand): Tensor<R> {
    const output = this.make(binary(operation, this, other) as Strided<R>);
    const inputs = other instanceof TensorBase ? [this, other] : [this];
    return record(output, inputs, () =>
      named(derivatives.nameOf(operation), derivatives.BINARY_BACKWARD[operation](this, other)),
    );
  }
}
