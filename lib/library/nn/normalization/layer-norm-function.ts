import type { Tensor } from "../../tensor/index.ts";
import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireFloats, requireSameFloats } from "../modules/require-floats.ts";
import { momentsOf, normalize } from "./normalize.ts";

/** What a layer norm scales and shifts by, and what keeps it from dividing by 0. */
export interface LayerNormFunctionOptions<D extends Float> {
  /** Of the normalised shape; 1 if left out. */
  weight?: Tensor<D> | undefined;
  /** Of the normalised shape; 0 if left out. */
  bias?: Tensor<D> | undefined;
  /** Added to the variance; 1e-5 if left out. */
  eps?: number;
}

/**
 * Gives each part over the last dimensions mean 0 and variance 1, then scales and shifts it:
 * `F.layer_norm`. The mean and variance are computed in float64: float32 is within 4 ulp of the
 * largest of a row of torch's.
 *
 * @param normalizedShape the lengths of the last dimensions of x, together one part
 * @throws {RangeError} for other shapes
 * @throws {TypeError} for no tensors of floats, and for different kinds
 * @see {@link https://arxiv.org/abs/1607.06450}
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.layerNorm(tensor([[1, 2, 3], [0, 0, 9]]), [3])
 * // → tensor([[-1.2247,  0.0000,  1.2247],
 * //           [-0.7071, -0.7071,  1.4142]])
 * ```
 */
export function layerNorm<D extends Float>(
  x: Tensor<D>,
  normalizedShape: readonly number[],
  options: LayerNormFunctionOptions<D> = {},
): Tensor<D> {
  requireCount("layerNorm", arguments, 3);
  requireFloats("layerNorm", x);
  requireOptions("layerNorm", options, "{ eps: 1e-5 }");
  requireKnown("layerNorm", options, ["weight", "bias", "eps"]);
  const { weight, bias, eps = 1e-5 } = options;
  requireNumber("layerNorm", "eps", eps);
  const shape = requireLengths("layerNorm", normalizedShape);
  const last = x.ndim - shape.length;
  if (last < 0 || String(x.shape.slice(last)) !== String(shape)) {
    throw new RangeError(
      `layerNorm: given normalized_shape=[${shape.join(", ")}], expected input with shape [*, ${shape.join(", ")}], but got input of size [${x.shape.join(", ")}]`,
    );
  }
  for (const [name, part] of [
    ["weight", weight],
    ["bias", bias],
  ] as const) {
    if (part === undefined) continue;
    requireSameFloats(`layerNorm: ${name}`, x, part);
    if (String(part.shape) === String(shape)) continue;
    throw new RangeError(
      `layerNorm: ${name} must have shape [${shape.join(", ")}], got [${part.shape.join(", ")}]`,
    );
  }
  const features = shape.reduce((n, length) => n * length, 1);
  const outer = x.shape.slice(0, last).reduce((n, length) => n * length, 1);
  const cut = { outer, features, inner: 1, by: "row" } as const;
  const moments = momentsOf(x, cut);
  const operation = "NativeLayerNormBackward0";
  return normalize(x, { cut, moments, isOwn: true, eps, weight, bias, operation });
}

/** @throws {TypeError} for what are no lengths, {RangeError} for none */
export function requireLengths(subject: string, shape: readonly number[]): readonly number[] {
  const isList = Array.isArray(shape) && shape.every((l) => Number.isSafeInteger(l) && l >= 0);
  if (!isList) {
    throw new TypeError(
      `${subject}: normalizedShape must be a list of lengths, such as [3], got ${String(shape)}`,
    );
  }
  if (shape.length > 0) return shape;
  throw new RangeError(`${subject}: normalizedShape must have at least one length, got []`);
}
