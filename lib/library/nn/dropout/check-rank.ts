import type { Tensor } from "../../tensor/index.ts";
import { warnOnce } from "../warn-once.ts";
import type { DropoutVariant } from "./dropout-variants.ts";

/**
 * Says in torch's words what it thinks of the rank, also where nothing is dropped.
 *
 * @throws {RangeError} for one that `dropout1d` does not take
 */
export function checkRank({ ndim }: Tensor, { spatial }: DropoutVariant): void {
  if (spatial === undefined) return;
  const name = `dropout${spatial}d`;
  const taken = `${spatial + 1}D or ${spatial + 2}D inputs`;
  const dimensions = `${spatial} spatial ${spatial === 1 ? "dimension" : "dimensions"}`;
  const purpose = `Note that ${name} exists to provide channel-wise dropout on inputs with ${dimensions}, a channel dimension, and an optional batch dimension (i.e. ${taken}).`;
  if (ndim !== spatial + 1 && ndim !== spatial + 2) {
    if (spatial === 1) {
      throw new RangeError(
        `${name}: Expected 2D or 3D input, but received a ${ndim}D input. ${purpose}`,
      );
    }
    warnOnce(
      `${name}: Received a ${ndim}-D input to ${name}, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use dropout instead. ${purpose}`,
    );
  }
  if (spatial === 2 && ndim === 3) {
    warnOnce(
      "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will change in a future release to interpret the input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d instead.",
    );
  }
}
