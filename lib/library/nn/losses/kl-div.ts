import type { Tensor } from "../../tensor/index.ts";
import { requireBoolean, requireCount, requireTensor } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { warnOnce } from "../warn-once.ts";
import { pointwise } from "./pointwise.ts";
import { type LossReduction, reduced, requireFloats, requireLossOptions } from "./reduction.ts";

/** What the target is, and how to put the elements together. */
export interface KLDivOptions {
  /** "mean" if left out, as in torch; "batchmean" is the divergence, averaged over the batch. */
  reduction?: LossReduction | "batchmean";
  /** The target holds logarithms, too; false if left out. */
  logTarget?: boolean;
}

/**
 * The Kullback-Leibler divergence, target · (log(target) - x), averaged over all elements:
 * `F.kl_div`.
 *
 * @param x logarithms of probabilities, such as `logSoftmax` gives
 * @param target probabilities, or their logarithms with `logTarget`
 * @throws {RangeError} for shapes that do not fit, and for another reduction
 * @throws {TypeError} for other kinds, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const x = tensor([[0.5, 0.5]]).log();
 * functional.klDiv(x, tensor([[1, 0]]), { reduction: "batchmean" }).item().toFixed(4) // → '0.6931'
 * ```
 */
export function klDiv<D extends Float>(
  x: Tensor<D>,
  target: Tensor<D>,
  options: KLDivOptions = {},
): Tensor<D> {
  requireCount("klDiv", arguments, 3);
  requireTensor("klDiv", x);
  requireTensor("klDiv", target);
  requireFloats("klDiv", "x", x);
  requireFloats("klDiv", "target", target);
  const reductions = ["none", "mean", "sum", "batchmean"];
  requireLossOptions("klDiv", options, { known: ["logTarget"], reductions });
  const { reduction = "mean", logTarget = false } = options;
  requireBoolean("klDiv", "logTarget", logTarget);
  if (reduction === "mean") {
    warnOnce(
      'klDiv: reduction: "mean" divides the total loss by both the batch size and the support size. "batchmean" divides only by the batch size, and aligns with the KL math definition. "mean" will be changed to behave the same as "batchmean" in the next major release.',
    );
  }
  const losses = logTarget
    ? (target.exp().mul(target.sub(x)) as Tensor as Tensor<D>)
    : pointwise("klDiv", [x, target], {
        operation: "SubBackward0",
        value: (a, t) => xLogX(t) - t * a,
        slopes: [
          (_, t) => -t,
          // torch's own: NaN for a target of 0.
          (a, t) => (t <= 0 ? 0 : Math.log(t)) + t / t - a,
        ],
        reduction: "none",
      });
  if (reduction !== "batchmean") return reduced(losses, reduction);
  const total = losses.sum() as Tensor as Tensor<D>;
  return x.ndim === 0 ? total : (total.div(x.shape[0] as number) as Tensor as Tensor<D>);
}

function xLogX(t: number): number {
  return t === 0 ? 0 : t * Math.log(t);
}
