import * as derivatives from "../autograd/derivatives.ts";
import { maskedFillBackward } from "../autograd/derivatives-mask.ts";
import { zeroBackward } from "../autograd/derivatives-math.ts";
import { isGradEnabled } from "../autograd/grad-mode.ts";
import type { Rules, Variable } from "../autograd/graph.ts";
import { named } from "../autograd/record.ts";
import { recordInplace } from "../autograd/record-inplace.ts";
import { checkInplace, hasGradMemory } from "../autograd/view.ts";
import { clone } from "../copy.ts";
import { type DType, isFloating } from "../dtype.ts";
import { binary } from "../elementwise/binary.ts";
import { type Bound, bounds, clamp } from "../elementwise/unary.ts";
import { MaskMethods } from "../mask/mask-methods.ts";
import { fillValue, maskedFill } from "../mask/masked.ts";
import { type Operand, requireCount, requireTensor } from "../operand.ts";
import { fill, overwrite, requireApart } from "../overwrite.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { TensorBase } from "../tensor-base.ts";

/** A write in place: what autograd must know, and how it is done. */
interface Write {
  inputs?: readonly Operand[];
  /** Called before the write. */
  rules: () => Rules<Strided>;
  run: () => void;
}

/**
 * What changes a tensor in place. All of these return the tensor itself; views of it see the change,
 * and gradients go back through it. They throw
 *
 * - RangeError for a leaf that needs gradients and for its views (write under `noGrad`), for a view
 *   that was taken under `noGrad`, for an operand that does not broadcast to the tensor's shape, and
 *   where elements share memory, as after `expand`, or an operand shares it at other places
 * - TypeError where the result is of a higher category than the tensor: a float for an int64, a
 *   number for a bool
 */
export abstract class InplaceMethods<D extends DType> extends MaskMethods<D> {
  /**
   * Adds `other`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).add_(10) // → tensor([11., 12.])
   * ```
   */
  add_(other: Operand): this {
    requireCount("add_", arguments, 1);
    return this.#binary("add", other);
  }

  /**
   * Subtracts `other`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).sub_(tensor([1, 1])) // → tensor([0., 1.])
   * ```
   */
  sub_(other: Operand): this {
    requireCount("sub_", arguments, 1);
    return this.#binary("sub", other);
  }

  /**
   * Multiplies by `other`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([[1, 2], [3, 4]]);
   * x.at(0).mul_(0);
   * x
   * // → tensor([[0., 0.],
   * //           [3., 4.]])
   * ```
   */
  mul_(other: Operand): this {
    requireCount("mul_", arguments, 1);
    return this.#binary("mul", other);
  }

  /**
   * Divides by `other`.
   *
   * @throws {TypeError} for integers and truth values, whose quotients are floats
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2]).div_(2) // → tensor([0.5000, 1.0000])
   * ```
   */
  div_(other: Operand): this {
    requireCount("div_", arguments, 1);
    return this.#binary("div", other);
  }

  /**
   * Makes each at least `low` and at most `high`, of which one may be left out.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([-2, 0.5, 2]).clamp_(-1, 1) // → tensor([-1.0000,  0.5000,  1.0000])
   * ```
   */
  clamp_(low: Bound, high?: Bound): this {
    requireCount("clamp_", arguments, 2);
    return this.#write("clamp_", {
      rules: () => derivatives.clampBackward(clone(this), ...bounds(low, high)),
      run: () => this.#put("clamp_", clamp(this, low, high)),
    });
  }

  /**
   * Makes all zero, as one does with gradients.
   *
   * @example
   * ```ts
   * import { ones } from "dropout-lab/tensor";
   * ones([3]).zero_() // → tensor([0., 0., 0.])
   * ```
   */
  zero_(): this {
    requireCount("zero_", arguments, 0);
    return this.#write("zero_", {
      rules: () => named("ZeroBackward0", zeroBackward()),
      run: () => fill(this, fillValue("zero_", this.dtype, 0)),
    });
  }

  /**
   * Makes all `value`, a plain value or a tensor without dimensions, which becomes this tensor's
   * kind.
   *
   * @example
   * ```ts
   * import { zeros } from "dropout-lab/tensor";
   * zeros([3]).fill_(0.5) // → tensor([0.5000, 0.5000, 0.5000])
   * ```
   */
  fill_(value: Operand): this {
    requireCount("fill_", arguments, 1);
    const isTensor = value instanceof TensorBase;
    return this.#write("fill_", {
      inputs: [value],
      rules: () =>
        isTensor
          ? named("FillBackward3", [...zeroBackward(), (g) => g])
          : named("FillBackward2", zeroBackward()),
      run: () => fill(this, fillValue("fill_", this.dtype, value)),
    });
  }

  /**
   * Makes those `value` where the mask holds, which is broadcast.
   *
   * @throws {TypeError} for a mask that is not bool
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, -2, 3]);
   * x.maskedFill_(x.lt(0), 0);
   * x // → tensor([1., 0., 3.])
   * ```
   */
  maskedFill_(mask: Tensor<"bool">, value: Operand): this {
    requireCount("maskedFill_", arguments, 2);
    requireApart("maskedFill_", this, mask);
    return this.#write("maskedFill_", {
      inputs: [value],
      rules: () => maskedFillBackward(mask, value instanceof TensorBase),
      run: () => this.#put("maskedFill_", maskedFill("maskedFill_", this, mask, value)),
    });
  }

  /**
   * Writes the elements of `source` over its own, as this tensor's kind; `source` is broadcast.
   *
   * @example
   * ```ts
   * import { tensor, zeros } from "dropout-lab/tensor";
   * zeros([2]).copy_(tensor([3, 4])) // → tensor([3., 4.])
   * ```
   */
  copy_(source: Tensor): this {
    requireCount("copy_", arguments, 1);
    requireTensor("copy_", source);
    requireApart("copy_", this, source);
    return this.#write("copy_", {
      inputs: [source],
      rules: () => named("CopyBackwards", [...zeroBackward(), (g) => g]),
      run: () => overwrite("copy_", this, source),
    });
  }

  #binary(operation: "add" | "sub" | "mul" | "div", other: Operand): this {
    const subject = `${operation}_`;
    requireApart(subject, this, other);
    return this.#write(subject, {
      inputs: [other],
      rules: () => {
        // A rule may read the elements from before the write.
        const before = operation === "mul" || operation === "div" ? clone(this) : this;
        const rules = derivatives.BINARY_BACKWARD[operation](before, other);
        return named(derivatives.nameOf(operation), rules);
      },
      run: () => this.#put(subject, binary(operation, this, other)),
    });
  }

  /** Writes what was computed, which must need no cast to a lower category. */
  #put(subject: string, result: Strided): void {
    const category = (dtype: DType) => (isFloating(dtype) ? 2 : dtype === "int64" ? 1 : 0);
    if (category(result.dtype) > category(this.dtype)) {
      throw new TypeError(
        `${subject}: must not make floats of integers, or numbers of truth values, got a ${result.dtype} result for ${this.dtype}`,
      );
    }
    overwrite(subject, this, result);
  }

  #write(subject: string, { inputs = [], rules, run }: Write): this {
    const others = inputs.filter((x): x is Strided & Variable => x instanceof TensorBase);
    const isFollowed =
      isFloating(this.dtype) &&
      isGradEnabled() &&
      (hasGradMemory(this) || others.some((x) => x.requiresGrad));
    const fault = isFollowed ? checkInplace(this) : undefined;
    if (fault) {
      throw new RangeError(
        `${subject}: must not be in place for ${fault}; write under noGrad, or into a clone()`,
      );
    }
    // The rules are made of what was there before, but the way back leads through what was done.
    const list = isFollowed ? rules() : [];
    run();
    if (isFollowed) {
      const wrap = (x: Strided) => this.make(x);
      recordInplace(this as Variable, { others, rules: () => list, wrap });
    }
    this.storage.version++;
    return this;
  }
}
