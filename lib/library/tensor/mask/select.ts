import { maskSelectionBackward } from "../autograd/derivatives-mask.ts";
import { record } from "../autograd/record.ts";
import type { DType } from "../dtype.ts";
import { requireCount, requireTensor } from "../operand.ts";
import { Tensor } from "../tensor.ts";
import { nonzero as nonzeroOf, maskedSelect as selectOf } from "./masked.ts";

/**
 * The elements where the mask holds, as a copy in one dimension; mask and tensor are broadcast.
 * `at` takes whole rows.
 *
 * @throws {TypeError} for a mask that is not bool
 * @throws {RangeError} for shapes that do not broadcast
 *
 * @example
 * ```ts
 * import { maskedSelect, tensor } from "dropout-lab/tensor";
 * const x = tensor([[1, -2], [-3, 4]]);
 * maskedSelect(x, x.gt(0)) // → tensor([1., 4.])
 * ```
 */
export function maskedSelect<D extends DType>(x: Tensor<D>, mask: Tensor<"bool">): Tensor<D> {
  requireCount("maskedSelect", arguments, 2);
  requireTensor("maskedSelect", x);
  const output = new Tensor(selectOf(x, mask));
  return record(output, [x], () => maskSelectionBackward(x, mask));
}

/**
 * The indices of the elements that are not zero, in order.
 *
 * @returns [how many, ndim], a row of indices each
 *
 * @example
 * ```ts
 * import { nonzero, tensor } from "dropout-lab/tensor";
 * nonzero(tensor([[0, 7], [8, 0]]))
 * // → tensor([[0, 1],
 * //           [1, 0]])
 * ```
 */
export function nonzero(x: Tensor): Tensor<"int64"> {
  requireCount("nonzero", arguments, 1);
  requireTensor("nonzero", x);
  return new Tensor(nonzeroOf(x));
}
