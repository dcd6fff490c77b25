import { powBackward, zeroBackward } from "../autograd/derivatives-math.ts";
import { named, record } from "../autograd/record.ts";
import type { Decided, DType, Floating } from "../dtype.ts";
import { type Operand, requireCount, requireKnown, requireOptions } from "../operand.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { TensorBase } from "../tensor-base.ts";
import { ElementwiseMethods, type Result } from "./elementwise-methods.ts";
import { pow } from "./pow.ts";
import { roundTo } from "./unary.ts";

/** What else a tensor computes element by element: roundings, powers, further functions. */
export abstract class MathMethods<D extends DType> extends ElementwiseMethods<D> {
  /**
   * The nearest whole numbers, the even one where two are as near; with `decimals`, as many digits
   * after the point, or zeros before it where negative. No gradient comes back.
   *
   * @throws {TypeError} for truth values, and for integers with `decimals`
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0.5, 1.5, -1.2]).round() // → tensor([ 0.,  2., -1.])
   * tensor([1.234, 5.678]).round({ decimals: 1 }) // → tensor([1.2000, 5.7000])
   * ```
   */
  round(options: { decimals?: number } = {}): Tensor<D> {
    requireCount("round", arguments, 1);
    requireOptions("round", options, "{ decimals: 2 }");
    requireKnown("round", options, ["decimals"]);
    const { decimals } = options;
    if (decimals === undefined) return this.unary("round");
    const output = this.make(roundTo(this, decimals) as Strided<D>);
    return record(output, [this], () => named("RoundBackward1", zeroBackward()));
  }

  /**
   * The largest whole numbers that are not above; no gradient comes back.
   *
   * @throws {TypeError} for truth values
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1.7, -1.2]).floor() // → tensor([ 1., -2.])
   * ```
   */
  floor(): Tensor<D> {
    requireCount("floor", arguments, 0);
    return this.unary("floor");
  }

  /**
   * The smallest whole numbers that are not below; no gradient comes back.
   *
   * @throws {TypeError} for truth values
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1.2, -1.7]).ceil() // → tensor([ 2., -1.])
   * ```
   */
  ceil(): Tensor<D> {
    requireCount("ceil", arguments, 0);
    return this.unary("ceil");
  }

  /**
   * Each without its digits after the point; no gradient comes back.
   *
   * @throws {TypeError} for truth values
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1.7, -1.7]).trunc() // → tensor([ 1., -1.])
   * ```
   */
  trunc(): Tensor<D> {
    requireCount("trunc", arguments, 0);
    return this.unary("trunc");
  }

  /**
   * 1 where positive, -1 where negative, 0 at zero and NaN; no gradient comes back.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([2.5, -3, 0]).sign() // → tensor([ 1., -1.,  0.])
   * ```
   */
  sign(): Tensor<D> {
    requireCount("sign", arguments, 0);
    return this.unary("sign");
  }

  /**
   * Each to the power of `exponent`, a number or a tensor that broadcasts. Powers of integers wrap
   * around at 64 bits. Powers other than 2, 3, 0.5 and their reciprocals can differ from torch's
   * by 2 units in the last place of a float64, or one of a float32.
   *
   * @throws {RangeError} for integers to a negative number
   * @throws {TypeError} for truth values on both sides
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([1, 2, 3]).pow(2) // → tensor([1., 4., 9.])
   * tensor([4, 9]).pow(tensor([0.5, -1])) // → tensor([2.0000, 0.1111])
   * ```
   */
  pow<T extends Operand>(exponent: T): Tensor<Result<Decided<D>, T>> {
    requireCount("pow", arguments, 1);
    const output = this.make(pow(this, exponent) as Strided<Result<D, T>>);
    const inputs = exponent instanceof TensorBase ? [this, exponent] : [this];
    return record(output, inputs, () => powBackward(this, exponent, output));
  }

  /**
   * The natural logarithms of 1 + each, exact for small ones.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, 1]).log1p() // → tensor([0.0000, 0.6931])
   * ```
   */
  log1p(): Tensor<Floating<D>> {
    requireCount("log1p", arguments, 0);
    return this.unary("log1p");
  }

  /**
   * e to each, minus 1, exact for small ones.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, 1]).expm1() // → tensor([0.0000, 1.7183])
   * ```
   */
  expm1(): Tensor<Floating<D>> {
    requireCount("expm1", arguments, 0);
    return this.unary("expm1");
  }

  /**
   * The sines of angles in radians.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, Math.PI / 2]).sin() // → tensor([0., 1.])
   * ```
   */
  sin(): Tensor<Floating<D>> {
    requireCount("sin", arguments, 0);
    return this.unary("sin");
  }

  /**
   * The cosines of angles in radians.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([0, Math.PI]).cos() // → tensor([ 1., -1.])
   * ```
   */
  cos(): Tensor<Floating<D>> {
    requireCount("cos", arguments, 0);
    return this.unary("cos");
  }
}
