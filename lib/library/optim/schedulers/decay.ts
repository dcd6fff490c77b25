import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireWhole,
  told,
} from "../../tensor/internal.ts";
import type { Optimizer } from "../optimizer.ts";
import { power } from "../power.ts";
import { LRScheduler, type SchedulerOptions } from "./lr-scheduler.ts";

/** What a schedule multiplies by. */
export interface DecayOptions extends SchedulerOptions {
  /** The factor, 0.1 if left out. */
  gamma?: number;
}

/**
 * Multiplies the rate by `gamma` every `stepSize` epochs: torch's `StepLR`.
 *
 * @throws {RangeError} for a step size that is no whole number from 1
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { SGD, StepLR } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new StepLR(optimizer, 2, { gamma: 0.5 });
 * [1, 2, 3, 4].map(() => {
 *   scheduler.step();
 *   return optimizer.paramGroups[0].lr;
 * })
 * // → [ 8, 4, 4, 2 ]
 * ```
 */
export class StepLR extends LRScheduler {
  constructor(optimizer: Optimizer, stepSize: number, options: DecayOptions = {}) {
    requireCount("StepLR", arguments, 3);
    requireWhole("StepLR", "stepSize", stepSize, 1);
    const { gamma, lastEpoch } = decayOf("StepLR", options);
    super("StepLR", optimizer, {
      lastEpoch,
      rate: ({ epoch, lr }) => (epoch === 0 || epoch % stepSize !== 0 ? lr : lr * gamma),
    });
  }
}

/**
 * Multiplies the rate by `gamma` at each of the given epochs: torch's `MultiStepLR`.
 *
 * @throws {TypeError} for milestones that are no list
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { MultiStepLR, SGD } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new MultiStepLR(optimizer, [1, 3], { gamma: 0.5 });
 * [1, 2, 3].map(() => {
 *   scheduler.step();
 *   return optimizer.paramGroups[0].lr;
 * })
 * // → [ 4, 4, 2 ]
 * ```
 */
export class MultiStepLR extends LRScheduler {
  constructor(optimizer: Optimizer, milestones: readonly number[], options: DecayOptions = {}) {
    requireCount("MultiStepLR", arguments, 3);
    if (!Array.isArray(milestones)) {
      throw new TypeError(
        `MultiStepLR: milestones must be a list of epochs, such as [30, 80], got ${told(milestones)}`,
      );
    }
    for (const epoch of milestones) requireWhole("MultiStepLR", "milestones", epoch);
    const { gamma, lastEpoch } = decayOf("MultiStepLR", options);
    super("MultiStepLR", optimizer, {
      lastEpoch,
      rate: ({ epoch, lr }) => lr * power(gamma, milestones.filter((m) => m === epoch).length),
    });
  }
}

/**
 * Multiplies the rate by `gamma` every epoch: torch's `ExponentialLR`.
 *
 * @throws {TypeError} for a gamma that is no number
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { ExponentialLR, SGD } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new ExponentialLR(optimizer, 0.5);
 * scheduler.step();
 * scheduler.getLastLr() // → [ 4 ]
 * ```
 */
export class ExponentialLR extends LRScheduler {
  constructor(optimizer: Optimizer, gamma: number, options: SchedulerOptions = {}) {
    requireCount("ExponentialLR", arguments, 3);
    requireNumber("ExponentialLR", "gamma", gamma);
    requireOptions("ExponentialLR", options, "{ lastEpoch: 3 }");
    requireKnown("ExponentialLR", options, ["lastEpoch"]);
    super("ExponentialLR", optimizer, {
      ...options,
      rate: ({ lr, isInitial }) => (isInitial ? lr : lr * gamma),
    });
  }
}

function decayOf(name: string, options: DecayOptions): Required<DecayOptions> {
  requireOptions(name, options, "{ gamma: 0.1 }");
  requireKnown(name, options, ["gamma", "lastEpoch"]);
  const { gamma = 0.1, lastEpoch = -1 } = options;
  requireNumber(name, "gamma", gamma);
  return { gamma, lastEpoch };
}
