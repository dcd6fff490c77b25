import type { Tensor } from "../../tensor/index.ts";
import { requireCount, requireTensor } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";

/**
 * max(x, 0), elementwise, keeping -0 and NaN: `F.relu`.
 *
 * @throws {TypeError} for no tensor
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.relu(tensor([-1, 2])) // → tensor([0., 2.])
 * ```
 */
export function relu<D extends Float>(x: Tensor<D>): Tensor<D> {
  requireCount("relu", arguments, 1);
  requireTensor("relu", x);
  return x.relu();
}
