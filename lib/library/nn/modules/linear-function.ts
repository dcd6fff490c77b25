import type { Tensor } from "../../tensor/index.ts";
import { renamed, requireCount, requireTensor } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireSameFloats } from "./require-floats.ts";

/**
 * x Wᵀ + b: `F.linear`.
 *
 * @param x of shape [..., inputs]
 * @param weight of shape [outputs, inputs], or [inputs]
 * @param bias of shape [outputs]; none if left out or null
 * @throws {RangeError} for other shapes
 * @throws {TypeError} for no tensors, and for different kinds
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.linear(tensor([1, 2]), tensor([[1, 1], [0, 3]])) // → tensor([3., 6.])
 * ```
 */
export function linear<D extends Float>(
  x: Tensor<D>,
  weight: Tensor<D>,
  bias?: Tensor<D> | null,
): Tensor<D> {
  requireCount("linear", arguments, 3);
  requireTensor("linear: weight", weight);
  requireSameFloats("linear", x, weight);
  const product = x.matmul(weight.t());
  if (bias === undefined || bias === null) return product as Tensor<D>;
  requireTensor("linear: bias", bias);
  const output = product.add(bias) as Tensor<D>;
  return renamed(output, x.ndim === 2 ? "AddmmBackward0" : "ViewBackward0");
}
