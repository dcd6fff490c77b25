import { hasSameShape } from "./strided.ts";
import type { Tensor } from "./tensor.ts";

/**
 * True when shapes and all elements are equal (NaN equals nothing, as in torch).
 *
 * @example
 * ```ts
 * import { equal, ones, tensor } from "dropout-lab/tensor";
 * equal(ones([2]), tensor([1, 1])) // → true
 * ```
 */
export function equal(a: Tensor, b: Tensor): boolean {
  return hasSameShape(a, b) && a.eq(b).all().item();
}

/**
 * True when |a - b| ≤ `atol` + `rtol` |b| everywhere; infinities are close to themselves.
 * Unless said otherwise rtol is 1e-5 and atol 1e-8, as in torch.
 *
 * @throws {RangeError} when the shapes do not broadcast
 *
 * @example
 * ```ts
 * import { allclose, tensor } from "dropout-lab/tensor";
 * allclose(tensor([0.3]), tensor([0.1]).mul(3)) // → true
 * ```
 */
export function allclose(
  a: Tensor,
  b: Tensor,
  { rtol = 1e-5, atol = 1e-8 }: { rtol?: number; atol?: number } = {},
): boolean {
  const left = a.to("float64");
  const right = b.to("float64");
  const distance = left.sub(right).abs();
  const close = distance.le(right.abs().mul(rtol).add(atol)).data;
  const finite = distance.lt(Number.POSITIVE_INFINITY).data;
  return left.eq(right).data.every((same, i) => same === 1 || (close[i] === 1 && finite[i] === 1));
}
