import type { Tensor } from "../../tensor/index.ts";
import {
  named,
  record,
  requireKnown,
  requireOptions,
  saveForBackward,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireFloats } from "../modules/require-floats.ts";
import { erf, erfOfFloat32 } from "./erf.ts";
import { mapFloats, type Round } from "./map-floats.ts";

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
  requireOptions("gelu", options, '{ approximate: "tanh" }');
  requireKnown("gelu", options, ["approximate"]);
  const { approximate = "none" } = options;
  requireApproximate(approximate);
  requireFloats("gelu", x);
  const { value, slope } = KINDS[approximate];
  const rule = (g: Tensor) => mapFloats(x, (at, round, up) => up * slope(at, round), g);
  return record(mapFloats(x, value), [x], () =>
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

/** The value, rounded after each step as torch's loops do, and the derivative. */
const KINDS: Record<
  GeluApproximate,
  { value: (x: number, round: Round) => number; slope: (x: number, round: Round) => number }
> = {
  none: {
    value: (x, round) => {
      const half = round(x * 0.5);
      if (round !== Math.fround) return half * (1 + erf(x * Math.SQRT1_2));
      // torch's loop for float32 multiplies and adds in one step.
      return half * erfOfFloat32(round(x * round(Math.SQRT1_2))) + half;
    },
    slope: (x, round) => {
      const bent = round === Math.fround ? erfOfFloat32(x * Math.SQRT1_2) : erf(x * Math.SQRT1_2);
      return 0.5 * (1 + bent) + x * (BETA / 2) * Math.exp(-0.5 * x * x);
    },
  },
  tanh: {
    value: (x, round) => {
      const cube = round(round(x * x) * x);
      const inner = round(round(BETA) * round(x + round(round(KAPPA) * cube)));
      return round(0.5 * x) * round(1 + round(Math.tanh(inner)));
    },
    slope: (x) => {
      const bent = Math.tanh(BETA * (x + KAPPA * x * x * x));
      return 0.5 * (1 + bent) + 0.5 * x * (1 - bent * bent) * BETA * (1 + 3 * KAPPA * x * x);
    },
  },
};
