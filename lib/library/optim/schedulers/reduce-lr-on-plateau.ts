import type { Tensor } from "../../tensor/index.ts";
import {
  requireAtLeastZero,
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireWhole,
  requireWord,
} from "../../tensor/internal.ts";
import type { Optimizer } from "../optimizer.ts";
import { requireOptimizer } from "./lr-scheduler.ts";

/** What counts as better, and what happens when nothing does. */
export interface ReduceLROnPlateauOptions {
  /** Whether less or more is better; "min" if left out. */
  mode?: "min" | "max";
  /** What the rate is multiplied by, below 1; 0.1 if left out. */
  factor?: number;
  /** How many epochs may be no better, 10 if left out. */
  patience?: number;
  /** By how much it must be better, 1e-4 if left out. */
  threshold?: number;
  /** Whether the threshold is a share of the best or a difference; "rel" if left out. */
  thresholdMode?: "rel" | "abs";
  /** How many epochs do not count after a reduction, 0 if left out. */
  cooldown?: number;
  /** The smallest rate, one for all groups or a list of one for each; 0 if left out. */
  minLr?: number | readonly number[];
  /** Smaller changes are not made, 1e-8 if left out. */
  eps?: number;
}

const KNOWN = [
  "mode",
  "factor",
  "patience",
  "threshold",
  "thresholdMode",
  "cooldown",
  "minLr",
  "eps",
] as const satisfies readonly (keyof ReduceLROnPlateauOptions)[];

/**
 * Lowers the rate when a measure has not become better for `patience` epochs: torch's
 * `ReduceLROnPlateau`.
 *
 * @throws {RangeError} for a factor from 1 on, for unknown modes, and for a list of rates that is not
 * as long as there are groups
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { ReduceLROnPlateau, SGD } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new ReduceLROnPlateau(optimizer, { factor: 0.5, patience: 1 });
 * [0.9, 0.9, 0.9, 0.2].map((loss) => {
 *   scheduler.step(loss);
 *   return optimizer.paramGroups[0].lr;
 * })
 * // → [ 8, 8, 4, 4 ]
 * ```
 */
export class ReduceLROnPlateau {
  readonly optimizer: Optimizer;
  /** How often `step` has been called. */
  lastEpoch = 0;
  /** The best measure so far. */
  best: number;
  /** How many epochs have been no better in a row. */
  numBadEpochs = 0;
  /** How many epochs will not count. */
  cooldownCounter = 0;
  readonly #options: Required<ReduceLROnPlateauOptions>;

  constructor(optimizer: Optimizer, options: ReduceLROnPlateauOptions = {}) {
    requireCount("ReduceLROnPlateau", arguments, 2);
    const name = "ReduceLROnPlateau";
    requireOptimizer(name, optimizer);
    requireOptions(name, options, "{ factor: 0.5 }");
    requireKnown(name, options, KNOWN);
    const { mode = "min", factor = 0.1, patience = 10, threshold = 1e-4 } = options;
    const { thresholdMode = "rel", cooldown = 0, minLr = 0, eps = 1e-8 } = options;
    requireWord(name, "mode", { value: mode, words: ["min", "max"] });
    requireWord(name, "thresholdMode", { value: thresholdMode, words: ["rel", "abs"] });
    requireNumber(name, "threshold", threshold);
    requireWhole(name, "patience", patience);
    requireWhole(name, "cooldown", cooldown);
    requireAtLeastZero(name, "eps", eps);
    requireNumber(name, "factor", factor);
    if (!(factor < 1)) throw new RangeError(`${name}: factor must be below 1, got ${factor}`);
    const groups = optimizer.paramGroups.length;
    if (Array.isArray(minLr) && minLr.length !== groups) {
      throw new RangeError(`${name}: minLr must be one rate or ${groups}, got ${minLr.length}`);
    }
    for (const rate of [minLr].flat()) requireAtLeastZero(name, "minLr", rate);
    this.optimizer = optimizer;
    this.best = mode === "min" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    this.#options = { mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps };
  }

  /**
   * Notes the measure of an epoch, such as its validation loss.
   *
   * @throws {TypeError} for what is no number
   */
  step(metric: number | Tensor): void {
    requireCount("step", arguments, 1);
    const value = typeof metric === "object" && metric !== null ? metric.item() : metric;
    requireNumber("ReduceLROnPlateau", "metric", value);
    const { patience, cooldown } = this.#options;
    this.lastEpoch++;
    if (this.#isBetter(value as number)) {
      this.best = value as number;
      this.numBadEpochs = 0;
    } else {
      this.numBadEpochs++;
    }
    if (this.cooldownCounter > 0) {
      this.cooldownCounter--;
      this.numBadEpochs = 0;
    }
    if (this.numBadEpochs <= patience) return;
    this.#reduce();
    this.cooldownCounter = cooldown;
    this.numBadEpochs = 0;
  }

  /** The rate of each group now. */
  getLastLr(): number[] {
    requireCount("getLastLr", arguments, 0);
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }

  #isBetter(value: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    const { best } = this;
    if (thresholdMode === "abs") {
      return mode === "min" ? value < best - threshold : value > best + threshold;
    }
    return mode === "min" ? value < best * (1 - threshold) : value > best * (threshold + 1);
  }

  #reduce(): void {
    const { factor, minLr, eps } = this.#options;
    for (const [i, group] of this.optimizer.paramGroups.entries()) {
      const least = typeof minLr === "number" ? minLr : (minLr[i] ?? 0);
      const reduced = Math.max(group.lr * factor, least);
      if (group.lr - reduced > eps) group.lr = reduced;
    }
  }
}
