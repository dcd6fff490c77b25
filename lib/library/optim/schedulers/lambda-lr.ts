import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  told,
} from "../../tensor/internal.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler, requireOptimizer, type SchedulerOptions } from "./lr-scheduler.ts";

/** From an epoch, what the first rate is multiplied by. */
export type Factor = (epoch: number) => number;

/**
 * The first rate times what a function says of the epoch: torch's `LambdaLR`.
 *
 * @param factor one function for all groups, or a list of one for each
 * @throws {TypeError} for what is no function
 * @throws {RangeError} for a list that is not as long as there are groups
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { LambdaLR, SGD } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new LambdaLR(optimizer, (epoch) => 1 / (epoch + 1));
 * scheduler.step();
 * scheduler.getLastLr() // → [ 4 ]
 * ```
 */
export class LambdaLR extends LRScheduler {
  constructor(
    optimizer: Optimizer,
    factor: Factor | readonly Factor[],
    options: SchedulerOptions = {},
  ) {
    requireCount("LambdaLR", arguments, 3);
    requireOptimizer("LambdaLR", optimizer);
    requireOptions("LambdaLR", options, "{ lastEpoch: 3 }");
    requireKnown("LambdaLR", options, ["lastEpoch"]);
    const count = optimizer.paramGroups.length;
    const factors = (
      Array.isArray(factor) ? factor : optimizer.paramGroups.map(() => factor)
    ) as Factor[];
    const wrong = factors.find((f) => typeof f !== "function");
    if (wrong !== undefined || factors.includes(undefined as never)) {
      throw new TypeError(`LambdaLR: factor must be a function of the epoch, got ${told(wrong)}`);
    }
    if (factors.length !== count) {
      throw new RangeError(
        `LambdaLR: factor must be one function or ${count}, one a group, got ${factors.length}`,
      );
    }
    super("LambdaLR", optimizer, {
      ...options,
      rate: ({ baseLr, epoch, group }) => {
        const value = (factors[group] as Factor)(epoch);
        requireNumber("LambdaLR", "what factor returns", value);
        return baseLr * value;
      },
    });
  }
}
