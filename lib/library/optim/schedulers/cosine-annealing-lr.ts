import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireWhole,
} from "../../tensor/internal.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler, type SchedulerOptions } from "./lr-scheduler.ts";

/** Where the cosine ends. */
export interface CosineAnnealingOptions extends SchedulerOptions {
  /** The smallest rate, 0 if left out. */
  etaMin?: number;
}

/**
 * Lowers the rate along half a cosine, to `etaMin` after `tMax` epochs, and raises it again: torch's
 * `CosineAnnealingLR` (Loshchilov and Hutter, 2017).
 *
 * @throws {RangeError} for a tMax that is no whole number from 1
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { CosineAnnealingLR, SGD } from "dropout-lab/optim";
 * const optimizer = new SGD(new Linear(1, 1).parameters(), { lr: 8 });
 * const scheduler = new CosineAnnealingLR(optimizer, 2);
 * scheduler.step();
 * scheduler.getLastLr().map((lr) => lr.toFixed(6)) // → [ '4.000000' ]
 * ```
 */
export class CosineAnnealingLR extends LRScheduler {
  constructor(optimizer: Optimizer, tMax: number, options: CosineAnnealingOptions = {}) {
    requireCount("CosineAnnealingLR", arguments, 3);
    requireWhole("CosineAnnealingLR", "tMax", tMax, 1);
    requireOptions("CosineAnnealingLR", options, "{ etaMin: 0.001 }");
    requireKnown("CosineAnnealingLR", options, ["etaMin", "lastEpoch"]);
    const { etaMin = 0, lastEpoch = -1 } = options;
    requireNumber("CosineAnnealingLR", "etaMin", etaMin);
    const height = (epoch: number) => 1 + Math.cos((Math.PI * epoch) / tMax);
    super("CosineAnnealingLR", optimizer, {
      lastEpoch,
      rate: ({ epoch, lr, baseLr, isInitial }) => {
        if (isInitial) return lr;
        // Where the cosine was at its lowest, the rate before tells nothing of the next one.
        if ((epoch - 1 - tMax) % (2 * tMax) === 0) {
          return lr + ((baseLr - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2;
        }
        return (height(epoch) / height(epoch - 1)) * (lr - etaMin) + etaMin;
      },
    });
  }
}
