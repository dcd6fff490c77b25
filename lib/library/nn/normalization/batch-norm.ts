import { noGrad, type Options, ones, type Tensor, zeros } from "../../tensor/index.ts";
import {
  requireAtLeastZero,
  requireBoolean,
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireWhole,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "../modules/module.ts";
import { reserve } from "../modules/module-fields.ts";
import { Buffer, Parameter } from "../modules/parameter.ts";
import type { Field } from "../modules/parts.ts";
import { pythonBoolean, pythonNumber } from "../modules/python-number.ts";
import { requireFloats } from "../modules/require-floats.ts";
import { batchNorm } from "./batch-norm-function.ts";

/** How a batch norm is made. */
export interface BatchNormOptions<D extends Float> {
  /** Added to the variance; 1e-5 if left out. */
  eps?: number;
  /** How far the running values move; 0.1 if left out, null for the mean over all batches. */
  momentum?: number | null;
  /** Whether it has a weight, and a bias too; true if left out. */
  affine?: boolean;
  /** Whether it has a bias beside the weight; true if left out. */
  bias?: boolean;
  /** Whether it keeps running values for evaluation; true if left out. */
  trackRunningStats?: boolean;
  dtype?: D;
}

/**
 * Gives each channel of [N, C] or [N, C, L] mean 0 and variance 1 over the batch, then scales and
 * shifts it: torch's `nn.BatchNorm1d`. In training it remembers running means and variances, which
 * it uses after `eval()`; they belong to its `stateDict`.
 *
 * @example
 * ```ts
 * import { BatchNorm1d } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const norm = new BatchNorm1d(1);
 * norm.forward(tensor([[1], [3]])).detach()
 * // → tensor([[-1.0000],
 * //           [ 1.0000]])
 * norm.runningMean // → tensor([0.2000])
 * ```
 */
export class BatchNorm1d<D extends Float = "float32"> extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  /** How far the running values move; null for the mean over all batches since the last reset. */
  momentum: number | null;
  readonly weight: Parameter<D> | undefined;
  readonly bias: Parameter<D> | undefined;
  readonly runningMean: Buffer<D> | undefined;
  readonly runningVar: Buffer<D> | undefined;
  readonly numBatchesTracked: Buffer<"int64"> | undefined;

  /** @throws {TypeError} for no number of features, and for options that are not known */
  constructor(numFeatures: number, ...[options = {}]: Options<D, "float32", BatchNormOptions<D>>) {
    requireCount("BatchNorm1d", arguments, 2);
    super();
    requireWhole("BatchNorm1d", "numFeatures", numFeatures);
    requireOptions("BatchNorm1d", options, "{ momentum: 0.1 }");
    requireKnown("BatchNorm1d", options, [
      ...["eps", "momentum", "affine", "bias", "trackRunningStats", "dtype"],
    ]);
    const { eps = 1e-5, momentum = 0.1, affine = true, bias = true } = options;
    const { trackRunningStats = true, dtype = "float32" as D } = options;
    requireAtLeastZero("BatchNorm1d", "eps", eps);
    if (momentum !== null) requireNumber("BatchNorm1d", "momentum", momentum);
    for (const [name, value] of Object.entries({ affine, bias, trackRunningStats })) {
      requireBoolean("BatchNorm1d", name, value);
    }
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    const [shape, kind] = [[numFeatures], { dtype }];
    this.weight = affine ? new Parameter<D>(ones(shape, kind)) : undefined;
    this.bias = affine && bias ? new Parameter<D>(zeros(shape, kind)) : undefined;
    reserve(this, "parameter", ["weight", "bias"]);
    reserve(this, "buffer", ["runningMean", "runningVar", "numBatchesTracked"]);
    if (!trackRunningStats) return;
    this.runningMean = new Buffer<D>(zeros(shape, kind));
    this.runningVar = new Buffer<D>(ones(shape, kind));
    this.numBatchesTracked = new Buffer<"int64">(zeros([], { dtype: "int64" }));
  }

  /**
   * [N, C] or [N, C, L] to the same.
   *
   * @throws {RangeError} for other ranks and numbers of channels, and in training for one value in a
   * channel
   */
  forward(x: Tensor<D>): Tensor<D> {
    requireCount("BatchNorm1d.forward", arguments, 1);
    requireFloats("BatchNorm1d", x);
    if (x.ndim !== 2 && x.ndim !== 3) {
      throw new RangeError(`BatchNorm1d: expected 2D or 3D input (got ${x.ndim}D input)`);
    }
    const { weight, bias, runningMean, runningVar, eps, training } = this;
    const momentum = training ? this.#count() : 0;
    const isOwn = training || !runningMean;
    const stats = { runningMean, runningVar, training: isOwn, momentum };
    return batchNorm<D>(x, { weight, bias, eps, ...stats });
  }

  /**
   * Forgets the running values: means 0, variances 1, no batch tracked. Without running values nothing
   * happens. With `momentum` set to null, the batches that follow in training are averaged anew.
   *
   * @example
   * ```ts
   * import { BatchNorm1d } from "dropout-lab/nn";
   * import { tensor } from "dropout-lab/tensor";
   * const norm = new BatchNorm1d(1);
   * norm.forward(tensor([[1], [3]]));
   * norm.resetRunningStats();
   * norm.runningMean // → tensor([0.])
   * ```
   */
  resetRunningStats(): void {
    requireCount("BatchNorm1d.resetRunningStats", arguments, 0);
    noGrad(() => {
      this.runningMean?.zero_();
      this.runningVar?.fill_(1);
      this.numBatchesTracked?.zero_();
    });
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, weight, bias, runningMean } = this;
    return [
      numFeatures,
      `eps=${pythonNumber(eps)}`,
      `momentum=${momentum === null ? "None" : pythonNumber(momentum)}`,
      `affine=${pythonBoolean(!!weight)}`,
      `bias=${pythonBoolean(!!bias)}`,
      `track_running_stats=${pythonBoolean(!!runningMean)}`,
    ].join(", ");
  }

  // In states and files they have torch's names, so that torch reads them.
  protected override fields(): readonly Field[] {
    return super.fields().map(([name, value]) => [STORED[name] ?? name, value]);
  }

  /** One batch more; how far the running values move for it. */
  #count(): number {
    const { numBatchesTracked: count, momentum } = this;
    if (!count) return momentum ?? 0;
    noGrad(() => count.copy_(count.add(1n)));
    return momentum ?? 1 / count.item();
  }
}

const STORED: Record<string, string> = {
  runningMean: "running_mean",
  runningVar: "running_var",
  numBatchesTracked: "num_batches_tracked",
};
