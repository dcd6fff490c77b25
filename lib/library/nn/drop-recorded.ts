import {
  faultOfWrite,
  isRecording,
  named,
  noGrad,
  record,
  recordWrite,
  requireOptions,
  requireTensor,
  type Tensor,
} from "../tensor/index.ts";
import type { Dropped, Float } from "./drop.ts";
import type { Dropper, DropperOptions } from "./droppers.ts";

/**
 * Drops, and writes it to the tape: the gradient goes through where the input did, times the same
 * noise. In place, only what is computed from the input afterwards goes back through the noise.
 *
 * @throws {RangeError} in place, for a leaf that needs gradients, a view of one, and a view that was
 * taken under `noGrad`, as torch: once it has drawn
 * @throws {TypeError} for no tensor, and for options that are none
 */
export function dropRecorded<D extends Float>(
  dropper: Dropper,
  x: Tensor<D>,
  options: DropperOptions,
): Dropped<D> {
  requireTensor("dropout", x);
  requireOptions("dropout", options, "{ p: 0.2 }");
  if (!isRecording() || (!x.requiresGrad && !x.view)) return dropper(x, options);
  const fault = options.inplace ? faultOfWrite(x) : undefined;
  const inplace = options.inplace === true && fault === undefined;
  const dropped = noGrad(() => dropper(x, { ...options, inplace, keepNoise: true }));
  const { output, noise, operation = "MulBackward0" } = dropped;
  // The input itself, when nothing was drawn: there is nothing to record, and a leaf may stand.
  if (output === x && noise === undefined) return { output, noise };
  if (fault) throw new RangeError(`dropout: must not be in place for ${fault}`);
  const rule = (g: Tensor) => (noise ? g.mul(noise) : g);
  if (inplace) recordWrite(x, { operation, rule });
  else record(output, [x], () => named(operation, [rule]));
  return { output, noise };
}
