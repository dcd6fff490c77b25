import { isGradEnabled, noGrad, Tensor } from "../../tensor/index.ts";
import {
  checkInplace,
  hasGradMemory,
  named,
  record,
  recordInplace,
  requireTensor,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { type Dropped, dropoutForward, type ForwardOptions, misplaced } from "./dropout-forward.ts";
import type { DropoutVariant } from "./dropout-variants.ts";

/**
 * Drops, and records it: the gradient goes through where the input did, times the same noise. In
 * place, only what is computed from the input afterwards goes back through the noise.
 *
 * @throws {RangeError} in place, for a leaf that needs gradients, a view of one, and a view that was
 * taken under `noGrad`, as torch: once it has drawn
 * @throws {TypeError} for no tensor
 */
export function dropoutWithGrad<D extends Float>(
  x: Tensor<D>,
  variant: DropoutVariant,
  options: ForwardOptions,
): Dropped<D> {
  requireTensor(variant.name, x);
  if (!isGradEnabled() || !hasGradMemory(x)) return dropoutForward(x, variant, options);
  const fault = options.inplace ? checkInplace(x) : undefined;
  const inplace = options.inplace === true && fault === undefined;
  const dropped = noGrad(() =>
    dropoutForward(x, variant, { ...options, inplace, keepNoise: true, fault }),
  );
  const { output, noise, operation = "MulBackward0" } = dropped;
  // The input itself, when nothing was drawn: there is nothing to record, and a leaf may stand.
  if (output === x && noise === undefined) return { output, noise };
  if (fault) throw misplaced(variant.name, fault);
  const rule = (g: Tensor) => (noise ? g.mul(noise) : g);
  const rules = () => named(operation, [rule]);
  if (inplace) recordInplace(x, { rules, wrap: (y) => new Tensor(y) });
  else record(output, [x], rules);
  return { output, noise };
}
