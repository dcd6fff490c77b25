import { noGrad, type Tensor } from "../../tensor/index.ts";
import {
  named,
  record,
  requireAtLeastZero,
  requireCount,
  requireNumber,
  requireTensor,
  saveForBackward,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { pointwise } from "./pointwise.ts";
import {
  type LossOptions,
  reduced,
  requireFloats,
  requireLossOptions,
  warnOfShapes,
} from "./reduction.ts";

/** Where the Huber loss turns from a parabola into a line. */
export interface HuberLossOptions extends LossOptions {
  /** 1 if left out. */
  delta?: number;
}

/** Where the smooth L1 loss turns from a parabola into a line. */
export interface SmoothL1LossOptions extends LossOptions {
  /** 1 if left out; 0 makes it the L1 loss. */
  beta?: number;
}

/**
 * The squared distance (x - target)², averaged over all elements: `F.mse_loss`.
 *
 * @param target of x's shape; other shapes are broadcast, with a warning
 * @returns a number, or with `reduction: "none"` a tensor of the shape
 * @throws {RangeError} for shapes that do not fit, and for another reduction
 * @throws {TypeError} for no tensors, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.mseLoss(tensor([1, 2]), tensor([1, 4])).item() // → 2
 * ```
 */
export function mseLoss<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: LossOptions = {},
): Tensor<D> {
  requireCount("mseLoss", arguments, 3);
  requirePair("mseLoss", x, target);
  requireLossOptions("mseLoss", options);
  const { reduction = "mean" } = options;
  const distance = () => x.sub(target) as Tensor as Tensor<D>;
  const losses = noGrad(() => reduced(distance().square(), reduction)) as Tensor as Tensor<D>;
  const slope = (g: Tensor, sign: number) => {
    const d = distance();
    return d.mul((sign * 2) / (reduction === "mean" ? d.numel() : 1)).mul(g);
  };
  return record(losses, [x, target], () =>
    named("MseLossBackward0", [
      saveForBackward([x, target], (g) => slope(g, 1)),
      saveForBackward([x, target], (g) => slope(g, -1)),
    ]),
  );
}

/**
 * The distance |x - target|, averaged over all elements: `F.l1_loss`.
 *
 * @param target of x's shape; other shapes are broadcast, with a warning
 * @returns a number, or with `reduction: "none"` a tensor of the shape
 * @throws {RangeError} for shapes that do not fit, and for another reduction
 * @throws {TypeError} for no tensors, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.l1Loss(tensor([1, 2]), tensor([1, 4])).item() // → 1
 * ```
 */
export function l1Loss<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: LossOptions = {},
): Tensor<D> {
  requireCount("l1Loss", arguments, 3);
  requirePair("l1Loss", x, target);
  requireLossOptions("l1Loss", options);
  return reduced((x.sub(target) as Tensor as Tensor<D>).abs(), options.reduction ?? "mean");
}

/**
 * Half the squared distance up to `delta`, and from there on a line: `F.huber_loss`.
 *
 * @param target of x's shape; other shapes are broadcast, with a warning
 * @returns a number, or with `reduction: "none"` a tensor of the shape
 * @throws {RangeError} for a delta that is not above 0, and for shapes that do not fit
 * @throws {TypeError} for no tensors, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.huberLoss(tensor([1, 2]), tensor([2, 5]), { reduction: "none" }) // → tensor([0.5000, 2.5000])
 * ```
 */
export function huberLoss<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: HuberLossOptions = {},
): Tensor<D> {
  requireCount("huberLoss", arguments, 3);
  requirePair("huberLoss", x, target);
  requireLossOptions("huberLoss", options, { known: ["delta"] });
  const { reduction = "mean", delta = 1 } = options;
  requireDelta("huberLoss", delta);
  const slope = (d: number) => Math.min(Math.max(d, -delta), delta);
  return pointwise("huberLoss", [x, target], {
    operation: "HuberLossBackward0",
    value: (a, b) => {
      const d = Math.abs(a - b);
      return d <= delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
    },
    slopes: [(a, b) => slope(a - b), (a, b) => -slope(a - b)],
    reduction,
  });
}

/**
 * Half the squared distance, divided by `beta`, up to `beta`, and from there on the distance less
 * half of beta: `F.smooth_l1_loss`.
 *
 * @param target of x's shape; other shapes are broadcast, with a warning
 * @returns a number, or with `reduction: "none"` a tensor of the shape
 * @throws {RangeError} for a negative beta, and for shapes that do not fit
 * @throws {TypeError} for no tensors, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.smoothL1Loss(tensor([1, 2]), tensor([2, 5]), { reduction: "none" }) // → tensor([0.5000, 2.5000])
 * ```
 */
export function smoothL1Loss<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: SmoothL1LossOptions = {},
): Tensor<D> {
  requireCount("smoothL1Loss", arguments, 3);
  requirePair("smoothL1Loss", x, target);
  requireLossOptions("smoothL1Loss", options, { known: ["beta"] });
  const { reduction = "mean", beta = 1 } = options;
  requireAtLeastZero("smoothL1Loss", "beta", beta);
  if (beta === 0) return l1Loss(x, target, { reduction });
  const slope = (d: number) => Math.min(Math.max(d / beta, -1), 1);
  return pointwise("smoothL1Loss", [x, target], {
    operation: "SmoothL1LossBackward0",
    value: (a, b) => {
      const d = Math.abs(a - b);
      return d < beta ? (0.5 * d * d) / beta : d - 0.5 * beta;
    },
    slopes: [(a, b) => slope(a - b), (a, b) => -slope(a - b)],
    reduction,
  });
}

/** @throws {RangeError} for a delta that is not above 0, {TypeError} for no number */
export function requireDelta(subject: string, delta = 1): void {
  requireNumber(subject, "delta", delta);
  if (!(delta > 0)) throw new RangeError(`${subject}: delta must be above 0, got ${delta}`);
}

function requirePair(subject: string, x: Tensor, target: Tensor): void {
  requireTensor(subject, x);
  requireTensor(subject, target);
  requireFloats(subject, "x", x);
  warnOfShapes(subject, x, target);
}
