import type { Tensor } from "../../tensor/index.ts";
import {
  named,
  record,
  requireCount,
  requireKnown,
  requireOptions,
  saveForBackward,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireFloats } from "../modules/require-floats.ts";
import { erf, erfOfFloat32 } from "./erf.ts";
import { mapFloats, rounded } from "./map-floats.ts";

/** How GELU is computed: by the normal distribution, or by the hyperbolic tangent near it. */
export type GeluApproximate = "none" | "tanh";

/**
 * x times the probability that a standard normal number is below x, elementwise: `F.gelu`. float32
 * may differ from torch's by 1 ulp of x, its gradient by 3 ulp of 1 (11 with "tanh").
 *
 * @param options `approximate`: "tanh" takes ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))
 * @throws {TypeError} for no tensor of floats
 * @throws {RangeError} for another approximation
 * @see {@link https://arxiv.org/abs/1606.08415}
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.gelu(tensor([-1, 0, 2])) // → tensor([-0.1587,  0.0000,  1.9545])
 * ```
 */
export function gelu<D extends Float>(
  x: Tensor<D>,
  options: { approximate?: GeluApproximate } = {},
): Tensor<D> {
  requireCount("gelu", arguments, 2);
  requireOptions("gelu", options, '{ approximate: "tanh" }');
  requireKnown("gelu", options, ["approximate"]);
  const { approximate = "none" } = options;
  requireApproximate(approximate);
  requireFloats("gelu", x);
  const { values, slopes } = KINDS[approximate];
  const rule = (g: Tensor) => mapFloats(x, slopes, g);
  return record(mapFloats(x, values), [x], () =>
    named("GeluBackward0", [saveForBackward([x], rule)]),
  );
}

/** @throws {RangeError} for what is no approximation */
export function requireApproximate(approximate: string): void {
  if (Object.hasOwn(KINDS, approximate)) return;
  throw new RangeError(`gelu: approximate must be "none" or "tanh", got ${String(approximate)}`);
}

/** √(2/π) */
const BETA = Math.SQRT2 * (2 / Math.sqrt(Math.PI)) * 0.5;
const KAPPA = 0.044715;

type Loop = Parameters<typeof mapFloats>[1];

/** The values, rounded after each step as torch's loops do, and the gradient. */
const KINDS: Record<GeluApproximate, { values: Loop; slopes: Loop }> = {
  none: {
    values: (out, x, isFloat32) => {
      const root = Math.fround(Math.SQRT1_2);
      for (let i = 0; i < out.length; i++) {
        const value = x[i] as number;
        const half = rounded(value * 0.5, isFloat32);
        // torch's loop for float32 multiplies and adds in one step.
        out[i] = isFloat32
          ? half * erfOfFloat32(Math.fround(value * root)) + half
          : half * (1 + erf(value * Math.SQRT1_2));
      }
    },
    slopes: (out, x, isFloat32, up) => {
      for (let i = 0; i < out.length; i++) {
        const value = x[i] as number;
        const at = value * Math.SQRT1_2;
        const bent = isFloat32 ? erfOfFloat32(at) : erf(at);
        const slope = 0.5 * (1 + bent) + value * (BETA / 2) * Math.exp(-0.5 * value * value);
        out[i] = (up[i] as number) * slope;
      }
    },
  },
  tanh: {
    values: (out, x, isFloat32) => {
      const [beta, kappa] = [rounded(BETA, isFloat32), rounded(KAPPA, isFloat32)];
      for (let i = 0; i < out.length; i++) {
        const value = x[i] as number;
        const cube = rounded(rounded(value * value, isFloat32) * value, isFloat32);
        const inner = rounded(value + rounded(kappa * cube, isFloat32), isFloat32);
        const bent = rounded(Math.tanh(rounded(beta * inner, isFloat32)), isFloat32);
        out[i] = rounded(0.5 * value, isFloat32) * rounded(1 + bent, isFloat32);
      }
    },
    slopes: (out, data, _, up) => {
      for (let i = 0; i < out.length; i++) {
        const x = data[i] as number;
        const bent = Math.tanh(BETA * (x + KAPPA * x * x * x));
        const rest = 0.5 * x * (1 - bent * bent) * BETA * (1 + 3 * KAPPA * x * x);
        out[i] = (up[i] as number) * (0.5 * (1 + bent) + rest);
      }
    },
  },
};
