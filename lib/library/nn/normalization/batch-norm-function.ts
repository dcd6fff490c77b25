import { noGrad, type Tensor, tensor } from "../../tensor/index.ts";
import {
  elements,
  requireBoolean,
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireFloats, requireSameFloats } from "../modules/require-floats.ts";
import { type Cut, groupSize, type Moments, momentsOf, normalize } from "./normalize.ts";

/** What a batch norm works with. */
export interface BatchNormFunctionOptions<D extends Float> {
  /** [C], a scale for each channel; 1 if left out. */
  weight?: Tensor<D> | undefined;
  /** [C], a shift for each channel; 0 if left out. */
  bias?: Tensor<D> | undefined;
  /** Of shape [C]; used in evaluation, moved in training. */
  runningMean?: Tensor<D> | undefined;
  /** Of shape [C]; used in evaluation, moved in training. */
  runningVar?: Tensor<D> | undefined;
  /** Whether the batch's own mean and variance are used; false if left out, as in torch. */
  training?: boolean;
  /** How far the running values move towards the batch's; 0.1 if left out. */
  momentum?: number;
  /** Added to the variance; 1e-5 if left out. */
  eps?: number;
}

/**
 * Gives each channel of [N, C] or [N, C, …] mean 0 and variance 1 over the batch, then scales and
 * shifts it: `F.batch_norm`. In training the running values move, written over in place. The mean
 * and variance are computed in float64: float32 is within 4 ulp of a channel's largest of torch's.
 *
 * @throws {RangeError} for other shapes, in training for one value in a channel, and in evaluation
 * without running values
 * @throws {TypeError} for no tensors of floats, and for different kinds
 * @see {@link https://arxiv.org/abs/1502.03167}
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * functional.batchNorm(tensor([[1, 10], [3, 30]]), { training: true })
 * // → tensor([[-1.0000, -1.0000],
 * //           [ 1.0000,  1.0000]])
 * ```
 */
export function batchNorm<D extends Float>(
  x: Tensor<D>,
  options: BatchNormFunctionOptions<D> = {},
): Tensor<D> {
  requireCount("batchNorm", arguments, 2);
  requireFloats("batchNorm", x);
  requireOptions("batchNorm", options, "{ training: true }");
  requireKnown("batchNorm", options, [
    ...["weight", "bias", "runningMean", "runningVar", "training", "momentum", "eps"],
  ]);
  const { training = false, momentum = 0.1, eps = 1e-5, ...tensors } = options;
  requireBoolean("batchNorm", "training", training);
  requireNumber("batchNorm", "momentum", momentum);
  requireNumber("batchNorm", "eps", eps);
  const [outer = 0, features = 0, ...rest] = x.shape;
  if (x.ndim < 2) {
    throw new RangeError(`batchNorm: must be [N, C] or [N, C, …], got [${x.shape.join(", ")}]`);
  }
  for (const [name, part] of Object.entries(tensors)) {
    if (part === undefined) continue;
    requireSameFloats(`batchNorm: ${name}`, x, part);
    if (part.ndim === 1 && part.shape[0] === features) continue;
    throw new RangeError(
      `batchNorm: ${name} should contain ${features} elements not ${part.numel()}`,
    );
  }
  const inner = rest.reduce((n, length) => n * length, 1);
  const cut: Cut = { outer, features, inner, by: "feature" };
  const { weight, bias, runningMean, runningVar } = tensors;
  if (training && groupSize(cut) === 1) {
    throw new RangeError(
      `batchNorm: Expected more than 1 value per channel when training, got input size torch.Size([${x.shape.join(", ")}])`,
    );
  }
  if (x.numel() === 0) return ofNothing(x, { weight, bias });
  const moments = training ? momentsOf(x, cut) : running(runningMean, runningVar);
  if (training) {
    const n = groupSize(cut);
    move(runningMean, moments.mean, momentum);
    // What runs is the variance of the population.
    move(
      runningVar,
      moments.variance.map((value) => (value * n) / (n - 1)),
      momentum,
    );
  }
  const operation = "NativeBatchNormBackward0";
  return normalize(x, { cut, moments, isOwn: training, eps, weight, bias, operation });
}

/** An empty batch moves nothing; torch has steps of its own for it. */
function ofNothing<D extends Float>(
  x: Tensor<D>,
  { weight, bias }: Pick<BatchNormFunctionOptions<D>, "weight" | "bias">,
): Tensor<D> {
  const scaled = weight ? (x.clone().mul(weight.at(0)) as Tensor<D>) : x.clone();
  return bias ? (scaled.add(bias.at(0)) as Tensor<D>) : scaled;
}

function running(mean: Tensor | undefined, variance: Tensor | undefined): Moments {
  if (!mean || !variance) {
    throw new RangeError(
      "batchNorm: Expected running_mean and running_var to be defined when training=False",
    );
  }
  return { mean: floats(mean), variance: floats(variance) };
}

function floats(x: Tensor): Float64Array {
  return Float64Array.from(elements(x) as Float32Array | Float64Array);
}

/** running = (1 - momentum) running + momentum value */
function move(target: Tensor | undefined, values: Float64Array, momentum: number): void {
  if (!target) return;
  const moved = floats(target).map(
    (before, i) => (1 - momentum) * before + momentum * (values[i] as number),
  );
  noGrad(() => target.copy_(tensor(moved)));
}
