import type { Tensor } from "../../tensor/index.ts";
import { requireCount, requireTensor } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { pointwise } from "./pointwise.ts";
import {
  type LossOptions,
  requireFloats,
  requireLossOptions,
  requireSameShape,
} from "./reduction.ts";

/** How to weigh the elements. */
export interface BinaryCrossEntropyOptions extends LossOptions {
  /** What each loss is multiplied by; its shape must broadcast to the input's. */
  weight?: Tensor<Float> | undefined;
}

/** How to weigh the elements, and how much what is there counts more than what is not. */
export interface BinaryCrossEntropyWithLogitsOptions extends BinaryCrossEntropyOptions {
  /** What the part of the target 1 is multiplied by, such as a number for each class. */
  posWeight?: Tensor<Float> | undefined;
}

/**
 * The cross-entropy of probabilities, -(t log(x) + (1 - t) log(1 - x)), averaged over all elements:
 * `F.binary_cross_entropy`. Logarithms stop at -100, as in torch. Take
 * `binaryCrossEntropyWithLogits` where the probabilities come from a sigmoid.
 *
 * @param x probabilities in [0, 1], of any shape
 * @param target of the same shape and kind, in [0, 1]
 * @throws {RangeError} for other shapes, numbers and reductions
 * @throws {TypeError} for other kinds, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.binaryCrossEntropy(tensor([0.5, 0.5]), tensor([0, 1])).item().toFixed(4) // → '0.6931'
 * ```
 */
export function binaryCrossEntropy<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: BinaryCrossEntropyOptions = {},
): Tensor<D> {
  requireCount("binaryCrossEntropy", arguments, 3);
  requireOperands("binaryCrossEntropy", x, target, { weight: undefined, ...options });
  requireLossOptions("binaryCrossEntropy", options, { known: ["weight"] });
  if (x.dtype !== target.dtype) {
    throw new TypeError(`binaryCrossEntropy: target must be ${x.dtype}, got ${target.dtype}`);
  }
  requireShares("x", x);
  requireShares("target", target);
  const { reduction = "mean", weight } = options;
  const log = (p: number) => Math.max(Math.log(p), -100);
  return pointwise("binaryCrossEntropy", [x, target], {
    operation: "BinaryCrossEntropyBackward0",
    value: (p, t, w) => ((t - 1) * Math.max(Math.log1p(-p), -100) - t * log(p)) * w,
    slopes: [
      (p, t, w) => ((p - t) / Math.max((1 - p) * p, 1e-12)) * w,
      (p, _, w) => -Math.log(p / (1 - p)) * w,
    ],
    reduction,
    beside: [weight],
  });
}

/**
 * The cross-entropy of a sigmoid, averaged over all elements: `F.binary_cross_entropy_with_logits`.
 * No logit overflows.
 *
 * @param x logits of any shape
 * @param target of the same shape, floats in [0, 1]
 * @throws {RangeError} for other shapes and reductions
 * @throws {TypeError} for other kinds, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.binaryCrossEntropyWithLogits(tensor([0, 1000]), tensor([1, 0]), { reduction: "none" })
 * // → tensor([6.9315e-01, 1.0000e+03])
 * ```
 */
export function binaryCrossEntropyWithLogits<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: BinaryCrossEntropyWithLogitsOptions = {},
): Tensor<D> {
  requireCount("binaryCrossEntropyWithLogits", arguments, 3);
  const subject = "binaryCrossEntropyWithLogits";
  requireOperands(subject, x, target, { weight: undefined, posWeight: undefined, ...options });
  requireLossOptions(subject, options, { known: ["weight", "posWeight"] });
  const { reduction = "mean", weight, posWeight } = options;
  return pointwise(subject, [x, target], {
    operation: "BinaryCrossEntropyWithLogitsBackward0",
    value: (z, t, w, p) => ((1 - t) * z - ((p - 1) * t + 1) * logSigmoid(z)) * w,
    slopes: [
      (z, t, w, p) => ((p * t + 1 - t) * sigmoid(z) - p * t) * w,
      (z, _, w, p) => (logSigmoid(-z) - p * logSigmoid(z)) * w,
    ],
    reduction,
    beside: [weight, posWeight],
  });
}

function logSigmoid(z: number): number {
  return Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function requireOperands(
  subject: string,
  x: Tensor,
  target: Tensor,
  { weight, posWeight }: { weight?: unknown; posWeight?: unknown },
): void {
  requireTensor(subject, x);
  requireTensor(subject, target);
  requireFloats(subject, "x", x);
  requireFloats(subject, "target", target);
  requireSameShape(subject, x, target);
  if (weight !== undefined) requireFloats(subject, "weight", weight);
  if (posWeight !== undefined) requireFloats(subject, "posWeight", posWeight);
}

function requireShares(name: string, x: Tensor): void {
  for (const value of x.data as Float32Array) {
    if (value >= 0 && value <= 1) continue;
    throw new RangeError(`binaryCrossEntropy: ${name} must be in [0, 1], got ${value}`);
  }
}
