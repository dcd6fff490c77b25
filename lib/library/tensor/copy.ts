import { cast } from "./cast.ts";
import type { DType } from "./dtype.ts";
import { memoryOrder } from "./layout.ts";
import { isContiguous, type Strided } from "./strided.ts";

/**
 * A copy in memory of its own, in the same order of dimensions.
 *
 * @example
 * ```ts
 * import { ones } from "dropout-lab/tensor";
 * const x = ones([2]);
 * x.clone().zero_();
 * x // → tensor([1., 1.])
 * ```
 */
export function clone<D extends DType>(x: Strided<D>): Strided<D> {
  return copyAs(x, x.dtype);
}

/**
 * Itself if it is contiguous, else a contiguous copy.
 *
 * @example
 * ```ts
 * import { ones } from "dropout-lab/tensor";
 * ones([2, 3]).t().contiguous().isContiguous() // → true
 * ```
 */
export function contiguous<D extends DType>(x: Strided<D>): Strided<D> {
  return isContiguous(x) ? x : cast(x, x.dtype);
}

/** Itself if it is of that kind, else a copy in the same order of dimensions. */
export function toDType<D extends DType>(x: Strided, dtype: D): Strided<D> {
  return x.dtype === dtype ? (x as Strided<D>) : copyAs(x, dtype);
}

function copyAs<D extends DType>(x: Strided, dtype: D): Strided<D> {
  const order = memoryOrder(x.shape, [x]);
  return order.result(dtype, cast(order.view(x), dtype).storage);
}
