import * as derivatives from "../autograd/derivatives.ts";
import { named, record } from "../autograd/record.ts";
import type { Dims } from "../dims.ts";
import type { DType, Floats, Holding, Numbers } from "../dtype.ts";
import { MathMethods } from "../elementwise/math-methods.ts";
import { unary } from "../elementwise/unary.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
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
  sum(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D extends "bool" ? "int64" : D> {
    const output = this.make(sum(this, dims, keepdim)) as Tensor<never>;
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
  mean(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D> {
    const output = this.make(mean(this, dims, keepdim));
    return record(output, [this], () => derivatives.meanBackward(this, dims));
  }

  /** The variance over `dims`, divided by n - `correction` (1 if left out). */
  var(this: Holding<D, Floats>, dims?: Dims, options?: Spread): Tensor<D>;
  var(dims?: Dims, options: Spread = {}): Tensor<D> {
    const output = this.make(variance(this, dims, options));
    return record(output, [this], () =>
      derivatives.varBackward(this, dims, options.correction ?? 1),
    );
  }

  /** The square root of the variance over `dims`. */
  std(this: Holding<D, Floats>, dims?: Dims, options?: Spread): Tensor<D>;
  std(dims?: Dims, options: Spread = {}): Tensor<D> {
    const output = this.make(unary("sqrt", variance(this, dims, options)) as Strided<D>);
    return record(output, [this], () =>
      derivatives.stdBackward(this, output, { dims, correction: options.correction ?? 1 }),
    );
  }

  /** The largest over `dims`; NaN wins. `amax` of torch. */
  max(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D> {
    const output = this.make(extreme("max", this, dims, keepdim));
    return record(output, [this], () =>
      named("AmaxBackward0", derivatives.extremeBackward(this, output, dims)),
    );
  }

  /** The smallest over `dims`; NaN wins. `amin` of torch. */
  min(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<D> {
    const output = this.make(extreme("min", this, dims, keepdim));
    return record(output, [this], () =>
      named("AminBackward0", derivatives.extremeBackward(this, output, dims)),
    );
  }

  /** Where the first largest stands: along `dim`, or in row-major order. */
  argmax(this: Holding<D, Numbers>, dim?: number, options?: Reduction): Tensor<"int64">;
  argmax(dim?: number, { keepdim = false }: Reduction = {}): Tensor<"int64"> {
    return this.make(argExtreme("max", this, dim, keepdim));
  }

  /** Where the first smallest stands: along `dim`, or in row-major order. */
  argmin(this: Holding<D, Numbers>, dim?: number, options?: Reduction): Tensor<"int64">;
  argmin(dim?: number, { keepdim = false }: Reduction = {}): Tensor<"int64"> {
    return this.make(argExtreme("min", this, dim, keepdim));
  }

  /** True where all over `dims` are nonzero; an empty list reduces nothing here, as in torch. */
  all(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<"bool"> {
    return this.make(truth("all", this, dims, keepdim));
  }

  /** True where any over `dims` is nonzero; an empty list reduces nothing here, as in torch. */
  any(dims?: Dims, { keepdim = false }: Reduction = {}): Tensor<"bool"> {
    return this.make(truth("any", this, dims, keepdim));
  }
}
