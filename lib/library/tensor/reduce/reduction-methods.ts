import * as derivatives from "../autograd/derivatives.ts";
import { named, record } from "../autograd/record.ts";
import type { Dims } from "../dims.ts";
import type { DType, Floats, Holding, Numbers } from "../dtype.ts";
import { MathMethods } from "../elementwise/math-methods.ts";
import { unary } from "../elementwise/unary.ts";
import { requireCount } from "../operand.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { keepdimOf, readReduction } from "./read-reduction.ts";
import { argExtreme, extreme, mean, type Reduction, sum, truth, variance } from "./reduce.ts";

/** A reduction that divides by n - `correction`. */
type Spread = Reduction & { correction?: number };

/** What a tensor computes over dimensions. */
export abstract class ReductionMethods<D extends DType> extends MathMethods<D> {
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
  sum(dims?: Dims, options?: Reduction): Tensor<D extends "bool" ? "int64" : D> {
    requireCount("sum", arguments, 2);
    const output = this.make(sum(this, dims, keepdimOf("sum", options))) as Tensor<never>;
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
  mean(this: Holding<D, Floats>, dims?: Dims, options?: Reduction): Tensor<D>;
  mean(dims?: Dims, options?: Reduction): Tensor<D> {
    requireCount("mean", arguments, 2);
    const output = this.make(mean(this, dims, keepdimOf("mean", options)));
    return record(output, [this], () => derivatives.meanBackward(this, dims));
  }

  /**
   * The variance over `dims`, divided by n - `correction` (1 if left out).
   *
   * @throws {TypeError} for integers
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3]).var().item() // → 1
   * ```
   */
  var(this: Holding<D, Floats>, dims?: Dims, options?: Spread): Tensor<D>;
  var(dims?: Dims, options?: Spread): Tensor<D> {
    requireCount("var", arguments, 2);
    const read: Spread = readReduction("var", options, ["keepdim", "correction"]);
    const output = this.make(variance(this, dims, read));
    return record(output, [this], () => derivatives.varBackward(this, dims, read.correction ?? 1));
  }

  /**
   * The square root of the variance over `dims`.
   *
   * @throws {TypeError} for integers
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 3]).std([], { correction: 0 }).item() // → 1
   * ```
   */
  std(this: Holding<D, Floats>, dims?: Dims, options?: Spread): Tensor<D>;
  std(dims?: Dims, options?: Spread): Tensor<D> {
    requireCount("std", arguments, 2);
    const read: Spread = readReduction("std", options, ["keepdim", "correction"]);
    const output = this.make(unary("sqrt", variance(this, dims, read)) as Strided<D>);
    return record(output, [this], () =>
      derivatives.stdBackward(this, output, { dims, correction: read.correction ?? 1 }),
    );
  }

  /**
   * The largest over `dims`; NaN wins. `amax` of torch.
   *
   * @throws {RangeError} where there is nothing to reduce
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 5], [7, 3]]).max(1) // → tensor([5., 7.])
   * ```
   */
  max(dims?: Dims, options?: Reduction): Tensor<D> {
    requireCount("max", arguments, 2);
    const output = this.make(extreme("max", this, dims, keepdimOf("max", options)));
    return record(output, [this], () =>
      named("AmaxBackward0", derivatives.extremeBackward(this, output, dims)),
    );
  }

  /**
   * The smallest over `dims`; NaN wins. `amin` of torch.
   *
   * @throws {RangeError} where there is nothing to reduce
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 5], [7, 3]]).min(1) // → tensor([1., 3.])
   * ```
   */
  min(dims?: Dims, options?: Reduction): Tensor<D> {
    requireCount("min", arguments, 2);
    const output = this.make(extreme("min", this, dims, keepdimOf("min", options)));
    return record(output, [this], () =>
      named("AminBackward0", derivatives.extremeBackward(this, output, dims)),
    );
  }

  /**
   * Where the first largest stands: along `dim`, or in row-major order.
   *
   * @throws {RangeError} where there is nothing to reduce
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 5], [7, 3]]).argmax(1) // → tensor([1, 0])
   * ```
   */
  argmax(this: Holding<D, Numbers>, dim?: number, options?: Reduction): Tensor<"int64">;
  argmax(dim?: number, options?: Reduction): Tensor<"int64"> {
    requireCount("argmax", arguments, 2);
    return this.make(argExtreme("max", this, dim, keepdimOf("argmax", options)));
  }

  /**
   * Where the first smallest stands: along `dim`, or in row-major order.
   *
   * @throws {RangeError} where there is nothing to reduce
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 5], [7, 3]]).argmin(1) // → tensor([0, 1])
   * ```
   */
  argmin(this: Holding<D, Numbers>, dim?: number, options?: Reduction): Tensor<"int64">;
  argmin(dim?: number, options?: Reduction): Tensor<"int64"> {
    requireCount("argmin", arguments, 2);
    return this.make(argExtreme("min", this, dim, keepdimOf("argmin", options)));
  }

  /**
   * True where all over `dims` are nonzero; an empty list reduces nothing here, as in torch.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 0], [7, 3]]).all(1) // → tensor([False,  True])
   * ```
   */
  all(dims?: Dims, options?: Reduction): Tensor<"bool"> {
    requireCount("all", arguments, 2);
    return this.make(truth("all", this, dims, keepdimOf("all", options)));
  }

  /**
   * True where any over `dims` is nonzero; an empty list reduces nothing here, as in torch.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 0], [0, 0]]).any(1) // → tensor([ True, False])
   * ```
   */
  any(dims?: Dims, options?: Reduction): Tensor<"bool"> {
    requireCount("any", arguments, 2);
    return this.make(truth("any", this, dims, keepdimOf("any", options)));
  }
}
