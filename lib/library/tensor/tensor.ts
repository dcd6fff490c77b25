import { backward } from "./autograd/backward.ts";
import * as derivatives from "./autograd/derivatives.ts";
import { named, record } from "./autograd/record.ts";
import { clone, contiguous, toDType } from "./copy.ts";
import { nested } from "./create/nested.ts";
import { type DType, type Holding, isFloating, type Numbers, requireDType } from "./dtype.ts";
import { part } from "./elementwise/broadcast.ts";
import { InplaceMethods } from "./inplace/inplace-methods.ts";
import { matmul } from "./matmul/matmul.ts";
import {
  requireBoolean,
  requireCount,
  requireKnown,
  requireOptions,
  requireTensor,
} from "./operand.ts";
import { hasSameShape, type Strided } from "./strided.ts";

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
export class Tensor<D extends DType = DType> extends InplaceMethods<D> {
  #grad: Tensor<D> | undefined = undefined;

  /**
   * The gradient that `backward` left here, or undefined. Assign undefined to forget it.
   *
   * @throws {TypeError} for what is no tensor, and for one of another kind
   * @throws {RangeError} for a tensor of another shape, and for the tensor itself
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, 2], { requiresGrad: true });
   * x.grad = tensor([3, 4]);
   * x.sum().backward();
   * x.grad // → tensor([4., 5.])
   * ```
   */
  get grad(): Tensor<D> | undefined {
    return this.#grad;
  }

  set grad(gradient: Tensor<D> | undefined | null) {
    if (gradient !== undefined && gradient !== null) requireGradient(this, gradient);
    this.#grad = gradient ?? undefined;
  }

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
    requireCount("item", arguments, 0);
    if (this.numel() !== 1) {
      throw new RangeError(`item: must have exactly one element, got shape [${this.shape}]`);
    }
    return nested({ ...this, shape: [] }) as D extends "bool" ? boolean : number;
  }

  /**
   * What JavaScript's operators make of a tensor: text where text is asked for, as in `"x: " + x`; where a
   * number is, as in `loss < best`, the only element.
   *
   * @throws {TypeError} where a number is asked of more elements than one, as in `x * 2`
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * Number(tensor([2.5])) // → 2.5
   * ```
   */
  [Symbol.toPrimitive](hint: string): string | number {
    if (hint !== "number") return this.toString();
    if (this.numel() === 1) return Number(this.item());
    throw new TypeError(
      `tensor: JavaScript's operators take numbers, got shape [${this.shape}]; write x.mul(y) for x * y, x.lt(y) for x < y`,
    );
  }

  /**
   * The matrix product, with torch's rules for vectors and batches; both must be of one kind.
   *
   * @throws {RangeError} when the inner lengths differ
   * @throws {TypeError} when the kinds differ, and for truth values
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).matmul(tensor([1, 1])) // → tensor([3., 7.])
   * ```
   */
  matmul(this: Holding<D, Numbers>, other: Tensor<D>): Tensor<D>;
  matmul(other: Tensor<D>): Tensor<D> {
    requireCount("matmul", arguments, 1);
    const output = new Tensor(matmul(this, other) as Strided<D>);
    return record(output, [this, other], () => derivatives.matmulBackward(this, other));
  }

  /**
   * Itself if it is contiguous, else a contiguous copy.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2]]).t().contiguous().isContiguous() // → true
   * ```
   */
  contiguous(): Tensor<D> {
    requireCount("contiguous", arguments, 0);
    if (this.isContiguous()) return this;
    return record(new Tensor(contiguous(this)), [this], () =>
      named("CloneBackward0", derivatives.identityBackward()),
    );
  }

  /**
   * A copy in memory of its own, in the same order of dimensions; gradients go through.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, 2]);
   * x.clone().zero_();
   * x // → tensor([1., 2.])
   * ```
   */
  clone(): Tensor<D> {
    requireCount("clone", arguments, 0);
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
    requireCount("to", arguments, 1);
    if ((this.dtype as DType) === dtype) return this as Tensor as Tensor<E>;
    requireDType("to", dtype);
    const output = new Tensor(toDType(this, dtype));
    return isFloating(dtype)
      ? record(output, [this], () => named("ToCopyBackward0", derivatives.identityBackward()))
      : output;
  }

  /**
   * The same numbers in the same memory, cut from what it was computed from: no gradient flows through.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, 2], { requiresGrad: true });
   * x.mul(2).detach().requiresGrad // → false
   * ```
   */
  detach(): Tensor<D> {
    requireCount("detach", arguments, 0);
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
  backward(gradient?: Tensor, options: { retainGraph?: boolean } = {}): void {
    requireCount("backward", arguments, 2);
    if (gradient !== undefined) {
      const isLate = typeof gradient === "object" && "retainGraph" in gradient;
      const order = "the gradient comes first: backward(undefined, { retainGraph: true })";
      if (isLate) throw new TypeError(`backward: ${order}`);
      requireTensor("backward", gradient);
    }
    requireOptions("backward", options, "{ retainGraph: true }");
    requireKnown("backward", options, ["retainGraph"]);
    const { retainGraph = false } = options;
    requireBoolean("backward", "retainGraph", retainGraph);
    const wrap = (x: Strided) => (x instanceof Tensor ? x : new Tensor(x));
    backward(this, gradient, { retainGraph, wrap });
  }

  protected override get self(): Tensor<D> {
    return this;
  }

  protected override make<E extends DType>(x: Strided<E>): Tensor<E> {
    return new Tensor(x);
  }
}

/** Refuses what torch would not keep as the gradient of `x`. */
function requireGradient(x: Tensor, gradient: Tensor): void {
  requireTensor("grad", gradient);
  if (gradient.dtype !== x.dtype) {
    throw new TypeError(`grad: must be ${x.dtype} as the tensor, got ${gradient.dtype}`);
  }
  if (!hasSameShape(gradient, x)) {
    throw new RangeError(
      `grad: must have the tensor's shape [${x.shape}], got [${gradient.shape}]`,
    );
  }
  if (gradient === x) throw new RangeError("grad: must be another tensor, got the tensor itself");
}
