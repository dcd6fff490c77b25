import { requireCount, requireWhole, told } from "../../tensor/internal.ts";
import { Optimizer } from "../optimizer.ts";

/** Where a schedule goes on; a new one begins if left out. */
export interface SchedulerOptions {
  /** The last epoch that was scheduled, -1 if left out. */
  lastEpoch?: number;
}

/** What a schedule computes a rate from. */
export interface ScheduleMoment {
  /** How often `step` has been called: 0 at the beginning. */
  readonly epoch: number;
  /** The rate now, of this group. */
  readonly lr: number;
  /** The rate that the group began with. */
  readonly baseLr: number;
  /** The group's number. */
  readonly group: number;
  /** The scheduler is being made, and `step` has not been called. */
  readonly isInitial: boolean;
}

/** What a scheduler remembers. */
export interface SchedulerState {
  lastEpoch: number;
  baseLrs: number[];
}

/**
 * Changes the learning rate of all groups from epoch to epoch: torch's `LRScheduler`. Each rate is
 * computed from the last one, as in torch, so schedulers of one optimiser work together. A scheduler
 * of one's own gives the rate of a group at each epoch.
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { LRScheduler, type Optimizer, SGD } from "dropout-lab/optim";
 * class Halving extends LRScheduler {
 *   constructor(optimizer: Optimizer) {
 *     super("Halving", optimizer, { rate: ({ lr, isInitial }) => (isInitial ? lr : lr / 2) });
 *   }
 * }
 * const scheduler = new Halving(new SGD(new Linear(3, 2).parameters(), { lr: 0.5 }));
 * scheduler.step();
 * scheduler.getLastLr() // → [ 0.25 ]
 * ```
 */
export abstract class LRScheduler {
  readonly optimizer: Optimizer;
  /** The last epoch that was scheduled. */
  lastEpoch: number;
  #baseLrs: number[];
  readonly #rate: (moment: ScheduleMoment) => number;

  /**
   * Sets the rates of the first epoch.
   *
   * @param name what errors begin with
   * @param options `rate` computes the rate of a group; `lastEpoch` is a whole number of at least -1
   * @throws {TypeError} for what is no optimiser
   * @throws {RangeError} for another `lastEpoch`, and to go on with an optimiser that was never
   * scheduled
   */
  constructor(
    name: string,
    optimizer: Optimizer,
    { lastEpoch = -1, rate }: SchedulerOptions & { rate: (moment: ScheduleMoment) => number },
  ) {
    requireCount("LRScheduler", arguments, 3);
    requireOptimizer(name, optimizer);
    requireWhole(name, "lastEpoch", lastEpoch, -1);
    this.optimizer = optimizer;
    this.#rate = rate;
    this.#baseLrs = optimizer.paramGroups.map((group) => {
      if (lastEpoch === -1) group.initialLr ??= group.lr;
      if (group.initialLr === undefined) {
        throw new RangeError(`${name}: lastEpoch must be -1 for an optimizer without initialLr`);
      }
      return group.initialLr;
    });
    this.lastEpoch = lastEpoch;
    this.#next(true);
  }

  /** Goes on to the next epoch, after the optimiser's steps of this one. */
  step(): void {
    requireCount("step", arguments, 0);
    this.#next(false);
  }

  /** The rate of each group now. */
  getLastLr(): number[] {
    requireCount("getLastLr", arguments, 0);
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }

  /** What it remembers; the rates themselves are in the optimiser's `stateDict`. */
  stateDict(): SchedulerState {
    requireCount("stateDict", arguments, 0);
    return { lastEpoch: this.lastEpoch, baseLrs: [...this.#baseLrs] };
  }

  /** Goes on from what `stateDict` gave. */
  loadStateDict({ lastEpoch, baseLrs }: SchedulerState): void {
    requireCount("loadStateDict", arguments, 1);
    this.lastEpoch = lastEpoch;
    this.#baseLrs = [...baseLrs];
  }

  #next(isInitial: boolean): void {
    this.lastEpoch++;
    for (const [group, settings] of this.optimizer.paramGroups.entries()) {
      const { lr } = settings;
      const baseLr = this.#baseLrs[group] ?? lr;
      settings.lr = this.#rate({ epoch: this.lastEpoch, lr, baseLr, group, isInitial });
    }
  }
}

/** @throws {TypeError} for what is no optimiser */
export function requireOptimizer(name: string, optimizer: unknown): void {
  if (optimizer instanceof Optimizer) return;
  throw new TypeError(
    `${name}: optimizer must be an optimizer, such as SGD, got ${told(optimizer)}`,
  );
}
