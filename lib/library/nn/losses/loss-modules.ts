import type { Tensor } from "../../tensor/index.ts";
import { requireAtLeastZero, requireBoolean, requireCount } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "../modules/module.ts";
import { Buffer } from "../modules/parameter.ts";
import {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
} from "./binary-cross-entropy.ts";
import {
  type CrossEntropyOptions,
  crossEntropy,
  type NLLLossOptions,
  nllLoss,
  requireIgnoreIndex,
  requireSmoothing,
} from "./cross-entropy.ts";
import { type KLDivOptions, klDiv } from "./kl-div.ts";
import { type LossOptions, requireFloats, requireLossOptions } from "./reduction.ts";
import {
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  mseLoss,
  requireDelta,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from "./regression.ts";

/** A loss as a module, with its options. */
abstract class Loss<O extends { reduction?: string }> extends Module {
  /** What the function of the same name gets. */
  readonly options: O;

  constructor(name: string, options: O, known: Parameters<typeof requireLossOptions>[2] = {}) {
    super();
    requireLossOptions(name, options, known);
    this.options = { ...options };
  }
}

/** A loss that weighs; as in torch the weights are part of its state. */
abstract class WeightedLoss<
  O extends LossOptions & { weight?: Tensor<Float> | undefined },
> extends Loss<O> {
  readonly weight: Buffer<Float> | undefined;

  constructor(name: string, options: O, known: readonly string[]) {
    requireLossOptions(name, options, { known: ["weight", ...known] });
    const { weight, ...others } = options;
    super(name, others as O, { known });
    if (weight !== undefined) requireFloats(name, "weight", weight);
    this.weight = weight && new Buffer(weight);
  }
}

/**
 * The cross-entropy of logits and labels: torch's `nn.CrossEntropyLoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { CrossEntropyLoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const loss = new CrossEntropyLoss({ labelSmoothing: 0.1 });
 * loss.forward(tensor([[2, 0]]), tensor([0], { dtype: "int64" })).item().toFixed(4) // → '0.2269'
 * ```
 */
export class CrossEntropyLoss extends WeightedLoss<CrossEntropyOptions> {
  constructor(options: CrossEntropyOptions = {}) {
    requireCount("CrossEntropyLoss", arguments, 1);
    super("CrossEntropyLoss", options, ["ignoreIndex", "labelSmoothing"]);
    requireIgnoreIndex("CrossEntropyLoss", options.ignoreIndex);
    requireSmoothing("CrossEntropyLoss", options.labelSmoothing);
  }

  /** What `functional.crossEntropy` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<"int64"> | Tensor<D>): Tensor<D> {
    requireCount("CrossEntropyLoss.forward", arguments, 2);
    return crossEntropy(x, target, { ...this.options, weight: this.weight });
  }
}

/**
 * The negative log likelihood of labels, from logarithms of probabilities: torch's `nn.NLLLoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { NLLLoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const logs = tensor([[0.5, 0.5]]).log();
 * new NLLLoss().forward(logs, tensor([0], { dtype: "int64" })).item().toFixed(4) // → '0.6931'
 * ```
 */
export class NLLLoss extends WeightedLoss<NLLLossOptions> {
  constructor(options: NLLLossOptions = {}) {
    requireCount("NLLLoss", arguments, 1);
    super("NLLLoss", options, ["ignoreIndex"]);
    requireIgnoreIndex("NLLLoss", options.ignoreIndex);
  }

  /** What `functional.nllLoss` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<"int64">): Tensor<D> {
    requireCount("NLLLoss.forward", arguments, 2);
    return nllLoss(x, target, { ...this.options, weight: this.weight });
  }
}

/**
 * The cross-entropy of probabilities of yes and no: torch's `nn.BCELoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { BCELoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new BCELoss().forward(tensor([0.5]), tensor([1])).item().toFixed(4) // → '0.6931'
 * ```
 */
export class BCELoss extends WeightedLoss<BinaryCrossEntropyOptions> {
  constructor(options: BinaryCrossEntropyOptions = {}) {
    requireCount("BCELoss", arguments, 1);
    super("BCELoss", options, []);
  }

  /** What `functional.binaryCrossEntropy` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("BCELoss.forward", arguments, 2);
    return binaryCrossEntropy(x, target, { ...this.options, weight: this.weight });
  }
}

/**
 * The cross-entropy of logits of yes and no: torch's `nn.BCEWithLogitsLoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { BCEWithLogitsLoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const loss = new BCEWithLogitsLoss({ posWeight: tensor([3]) });
 * loss.forward(tensor([0]), tensor([1])).item().toFixed(4) // → '2.0794'
 * ```
 */
export class BCEWithLogitsLoss extends WeightedLoss<BinaryCrossEntropyWithLogitsOptions> {
  readonly posWeight: Buffer<Float> | undefined;

  constructor(options: BinaryCrossEntropyWithLogitsOptions = {}) {
    requireCount("BCEWithLogitsLoss", arguments, 1);
    super("BCEWithLogitsLoss", options, ["posWeight"]);
    const { posWeight } = options;
    if (posWeight !== undefined) requireFloats("BCEWithLogitsLoss", "posWeight", posWeight);
    this.posWeight = posWeight && new Buffer(posWeight);
  }

  /** What `functional.binaryCrossEntropyWithLogits` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("BCEWithLogitsLoss.forward", arguments, 2);
    const { weight, posWeight } = this;
    return binaryCrossEntropyWithLogits(x, target, { ...this.options, weight, posWeight });
  }
}

/**
 * The Kullback-Leibler divergence of the target from logarithms of probabilities: torch's `nn.KLDivLoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { KLDivLoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const loss = new KLDivLoss({ reduction: "batchmean" });
 * loss.forward(tensor([[0.5, 0.5]]).log(), tensor([[1, 0]])).item().toFixed(4) // → '0.6931'
 * ```
 */
export class KLDivLoss extends Loss<KLDivOptions> {
  constructor(options: KLDivOptions = {}) {
    requireCount("KLDivLoss", arguments, 1);
    super("KLDivLoss", options, {
      known: ["logTarget"],
      reductions: ["none", "mean", "sum", "batchmean"],
    });
    requireBoolean("KLDivLoss", "logTarget", options.logTarget ?? false);
  }

  /** What `functional.klDiv` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("KLDivLoss.forward", arguments, 2);
    return klDiv(x, target, this.options);
  }
}

/**
 * The squared distance: torch's `nn.MSELoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { MSELoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new MSELoss().forward(tensor([1, 2]), tensor([1, 4])).item() // → 2
 * ```
 */
export class MSELoss extends Loss<LossOptions> {
  constructor(options: LossOptions = {}) {
    requireCount("MSELoss", arguments, 1);
    super("MSELoss", options);
  }

  /** What `functional.mseLoss` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("MSELoss.forward", arguments, 2);
    return mseLoss(x, target, this.options);
  }
}

/**
 * The distance: torch's `nn.L1Loss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { L1Loss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new L1Loss().forward(tensor([1, 2]), tensor([1, 4])).item() // → 1
 * ```
 */
export class L1Loss extends Loss<LossOptions> {
  constructor(options: LossOptions = {}) {
    requireCount("L1Loss", arguments, 1);
    super("L1Loss", options);
  }

  /** What `functional.l1Loss` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("L1Loss.forward", arguments, 2);
    return l1Loss(x, target, this.options);
  }
}

/**
 * A parabola up to `delta`, and then a line: torch's `nn.HuberLoss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { HuberLoss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new HuberLoss().forward(tensor([1]), tensor([4])).item() // → 2.5
 * ```
 */
export class HuberLoss extends Loss<HuberLossOptions> {
  constructor(options: HuberLossOptions = {}) {
    requireCount("HuberLoss", arguments, 1);
    super("HuberLoss", options, { known: ["delta"] });
    requireDelta("HuberLoss", options.delta);
  }

  /** What `functional.huberLoss` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("HuberLoss.forward", arguments, 2);
    return huberLoss(x, target, this.options);
  }
}

/**
 * A parabola up to `beta`, and then a line: torch's `nn.SmoothL1Loss`.
 *
 * @throws {RangeError} for another reduction, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { SmoothL1Loss } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new SmoothL1Loss().forward(tensor([1]), tensor([4])).item() // → 2.5
 * ```
 */
export class SmoothL1Loss extends Loss<SmoothL1LossOptions> {
  constructor(options: SmoothL1LossOptions = {}) {
    requireCount("SmoothL1Loss", arguments, 1);
    super("SmoothL1Loss", options, { known: ["beta"] });
    requireAtLeastZero("SmoothL1Loss", "beta", options.beta ?? 1);
  }

  /** What `functional.smoothL1Loss` gives. */
  forward<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
    requireCount("SmoothL1Loss.forward", arguments, 2);
    return smoothL1Loss(x, target, this.options);
  }
}
