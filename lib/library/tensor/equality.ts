import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireTensor,
} from "./operand.ts";
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
  requireCount("equal", arguments, 2);
  requireTensor("equal", a);
  requireTensor("equal", b);
  if (!hasSameShape(a, b)) return false;
  const [left, right] = unrepeated(a, b);
  return left.eq(right).all().item();
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
  options: { rtol?: number; atol?: number } = {},
): boolean {
  requireCount("allclose", arguments, 3);
  requireTensor("allclose", a);
  requireTensor("allclose", b);
  requireOptions("allclose", options, "{ atol: 1e-6 }");
  requireKnown("allclose", options, ["rtol", "atol"]);
  const { rtol = 1e-5, atol = 1e-8 } = options;
  requireNumber("allclose", "rtol", rtol);
  requireNumber("allclose", "atol", atol);
  const pair = hasSameShape(a, b) ? unrepeated(a, b) : [a, b];
  const [left, right] = pair.map((x) => x.to("float64")) as [Tensor, Tensor];
  const distance = left.sub(right).abs();
  const close = distance.le(right.abs().mul(rtol).add(atol)).data;
  const finite = distance.lt(Number.POSITIVE_INFINITY).data;
  return left.eq(right).data.every((same, i) => same === 1 || (close[i] === 1 && finite[i] === 1));
}

/** Both without what both repeat, which need not be looked at again. */
function unrepeated(a: Tensor, b: Tensor): [Tensor, Tensor] {
  let pair: [Tensor, Tensor] = [a, b];
  for (let dim = 0; dim < a.ndim; dim++) {
    if (a.strides[dim] !== 0 || b.strides[dim] !== 0) continue;
    pair = pair.map((x) => x.slice(0, 1, { dim })) as [Tensor, Tensor];
  }
  return pair;
}
