import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireWhole,
} from "../../tensor/internal.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler, type SchedulerOptions } from "./lr-scheduler.ts";

/** Between which factors the rate goes, and how fast. */
export interface LinearLROptions extends SchedulerOptions {
  /** What the first rate is multiplied by at first, 1/3 if left out. */
  startFactor?: number;
  /** What it is multiplied by at the end, 1 if left out. */
  endFactor?: number;
  /** How many epochs it takes, 5 if left out. */
  totalIters?: number;
}

/**
 * Goes in a straight line from `startFactor` to `endFactor` of the first rate, such as to warm up:
 * torch's `LinearLR`.
 *
 * @throws {RangeError} for a start factor outside (0, 1] or an end factor outside [0, 1]
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { LinearLR, SGD } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new LinearLR(optimizer, { startFactor: 0.5, totalIters: 2 });
 * [1, 2, 3].map(() => {
 *   scheduler.step();
 *   return optimizer.paramGroups[0].lr;
 * })
 * // → [ 6, 8, 8 ]
 * ```
 */
export class LinearLR extends LRScheduler {
  constructor(optimizer: Optimizer, options: LinearLROptions = {}) {
    requireCount("LinearLR", arguments, 2);
    requireOptions("LinearLR", options, "{ startFactor: 0.5 }");
    requireKnown("LinearLR", options, ["startFactor", "endFactor", "totalIters", "lastEpoch"]);
    const { startFactor = 1 / 3, endFactor = 1, totalIters = 5, lastEpoch = -1 } = options;
    requireNumber("LinearLR", "startFactor", startFactor);
    requireNumber("LinearLR", "endFactor", endFactor);
    requireWhole("LinearLR", "totalIters", totalIters, 1);
    if (!(startFactor > 0 && startFactor <= 1)) {
      throw new RangeError(`LinearLR: startFactor must lie in (0, 1], got ${startFactor}`);
    }
    if (!(endFactor >= 0 && endFactor <= 1)) {
      throw new RangeError(`LinearLR: endFactor must lie in [0, 1], got ${endFactor}`);
    }
    const slope = endFactor - startFactor;
    super("LinearLR", optimizer, {
      lastEpoch,
      rate: ({ epoch, lr, isInitial }) => {
        if (epoch === 0) return lr * startFactor;
        if (isInitial || epoch > totalIters) return lr;
        return lr * (1 + slope / (totalIters * startFactor + (epoch - 1) * slope));
      },
    });
  }
}
