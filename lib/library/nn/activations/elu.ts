import type { Tensor } from "../../tensor/index.ts";
import {
  named,
  record,
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  saveForBackward,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireFloats } from "../modules/require-floats.ts";
import { mapFloats, rounded } from "./map-floats.ts";

/** Where SELU's negative side ends, over its scale. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/**
 * x above 0, and alpha (exp(x) - 1) below, elementwise: `F.elu`. float32 may differ from torch's by
 * 2 ulp.
 *
 * @param options `alpha`, 1 if left out
 * @throws {TypeError} for no tensor of floats, and for an alpha that is no number
 * @see {@link https://arxiv.org/abs/1511.07289}
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.elu(tensor([-1, 0, 2])) // → tensor([-0.6321,  0.0000,  2.0000])
 * ```
 */
export function elu<D extends Float>(x: Tensor<D>, options: { alpha?: number } = {}): Tensor<D> {
  requireCount("elu", arguments, 2);
  requireOptions("elu", options, "{ alpha: 1 }");
  requireKnown("elu", options, ["alpha"]);
  return scaledElu("elu", x, { alpha: options.alpha ?? 1, scale: 1 });
}

/**
 * 1.0507 times ELU with alpha 1.6733, elementwise: `F.selu`. These two keep mean 0 and variance 1
 * from layer to layer; `alphaDropout` is made for it. float32 may differ from torch's by 2 ulp.
 *
 * @throws {TypeError} for no tensor of floats
 * @see {@link https://arxiv.org/abs/1706.02515}
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.selu(tensor([-1, 0, 2])) // → tensor([-1.1113,  0.0000,  2.1014])
 * ```
 */
export function selu<D extends Float>(x: Tensor<D>): Tensor<D> {
  requireCount("selu", arguments, 1);
  return scaledElu("selu", x, { alpha: SELU_ALPHA, scale: SELU_SCALE });
}

function scaledElu<D extends Float>(
  subject: string,
  x: Tensor<D>,
  { alpha, scale }: { alpha: number; scale: number },
): Tensor<D> {
  requireFloats(subject, x);
  requireNumber(subject, "alpha", alpha);
  const output = mapFloats(x, (out, data, isFloat32) => {
    const above = rounded(scale, isFloat32);
    const below = rounded(rounded(alpha, isFloat32) * above, isFloat32);
    for (let i = 0; i < out.length; i++) {
      const value = data[i] as number;
      out[i] = value > 0 ? value * above : rounded(Math.expm1(value), isFloat32) * below;
    }
  });
  const rule = (g: Tensor) =>
    mapFloats(
      x,
      (out, data, _, slopes) => {
        for (let i = 0; i < out.length; i++) {
          const value = data[i] as number;
          out[i] = (slopes[i] as number) * scale * (value <= 0 ? alpha * Math.exp(value) : 1);
        }
      },
      g,
    );
  return record(output, [x], () => named("EluBackward0", [saveForBackward([x], rule)]));
}
