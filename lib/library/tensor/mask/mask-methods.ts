import { maskedFillBackward } from "../autograd/derivatives-mask.ts";
import { record } from "../autograd/record.ts";
import { toDType } from "../copy.ts";
import type { DType } from "../dtype.ts";
import { binary } from "../elementwise/binary.ts";
import { compare } from "../elementwise/compare.ts";
import { type Operand, requireCount, requireTensor } from "../operand.ts";
import { ShapeMethods } from "../shape/shape-methods.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { TensorBase } from "../tensor-base.ts";
import { classify, maskedFill } from "./masked.ts";

/** What makes masks, and what a tensor does by one. */
export abstract class MaskMethods<D extends DType> extends ShapeMethods<D> {
  /**
   * Where there is a number, and not an infinite one.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, Infinity, NaN]).isfinite() // → tensor([ True, False, False])
   * ```
   */
  isfinite(): Tensor<"bool"> {
    requireCount("isfinite", arguments, 0);
    return this.make(classify(this, Number.isFinite));
  }

  /**
   * Where there is an infinite number, of either sign.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, -Infinity, NaN]).isinf() // → tensor([False,  True, False])
   * ```
   */
  isinf(): Tensor<"bool"> {
    requireCount("isinf", arguments, 0);
    return this.make(classify(this, (value) => Math.abs(value) === Number.POSITIVE_INFINITY));
  }

  /**
   * Where there is zero: the opposite of a mask.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([true, false]).logicalNot() // → tensor([False,  True])
   * ```
   */
  logicalNot(): Tensor<"bool"> {
    requireCount("logicalNot", arguments, 0);
    return this.make(compare("eq", this, 0));
  }

  /**
   * Where both are nonzero, with broadcasting.
   *
   * @throws {RangeError} for shapes that do not broadcast
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, 2, 3]);
   * x.gt(1).logicalAnd(x.lt(3)) // → tensor([False,  True, False])
   * ```
   */
  logicalAnd(other: Tensor): Tensor<"bool"> {
    requireCount("logicalAnd", arguments, 1);
    return this.#logical("logicalAnd", other, (a, b) => binary("mul", a, b));
  }

  /**
   * Where one or both are nonzero, with broadcasting.
   *
   * @throws {RangeError} for shapes that do not broadcast
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, 2, 3]);
   * x.lt(2).logicalOr(x.gt(2)) // → tensor([ True, False,  True])
   * ```
   */
  logicalOr(other: Tensor): Tensor<"bool"> {
    requireCount("logicalOr", arguments, 1);
    return this.#logical("logicalOr", other, (a, b) => binary("add", a, b));
  }

  /**
   * Where exactly one is nonzero, with broadcasting.
   *
   * @throws {RangeError} for shapes that do not broadcast
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([true, true]).logicalXor(tensor([true, false])) // → tensor([False,  True])
   * ```
   */
  logicalXor(other: Tensor): Tensor<"bool"> {
    requireCount("logicalXor", arguments, 1);
    return this.#logical("logicalXor", other, (a, b) => compare("ne", a, b));
  }

  /**
   * A copy with `value` where the mask holds; mask and tensor are broadcast.
   *
   * @param value a plain value, or a tensor without dimensions; it becomes this tensor's kind
   * @throws {TypeError} for a mask that is not bool
   * @throws {RangeError} for shapes that do not broadcast, and for a value with dimensions
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * const x = tensor([1, -2, 3]);
   * x.maskedFill(x.lt(0), 0) // → tensor([1., 0., 3.])
   * ```
   */
  maskedFill(mask: Tensor<"bool">, value: Operand): Tensor<D> {
    requireCount("maskedFill", arguments, 2);
    const output = this.make(maskedFill("maskedFill", this, mask, value));
    const isTensor = value instanceof TensorBase;
    return record(output, isTensor ? [this, value] : [this], () =>
      maskedFillBackward(mask, isTensor),
    );
  }

  #logical(
    subject: string,
    other: Tensor,
    combine: (a: Strided, b: Strided) => Strided,
  ): Tensor<"bool"> {
    requireTensor(subject, other);
    return this.make(combine(toDType(this, "bool"), toDType(other, "bool")) as Strided<"bool">);
  }
}
