import { type Interval, meanInterval, pairedInterval } from "./interval.ts";
import type { Finding } from "./run.ts";

/** The names of what an experiment finds; a bare number has none. */
export type NameOf<F extends Finding> = F extends number ? never : Extract<keyof F, string>;

/** What an experiment found, seed by seed. */
export class ExperimentResults<F extends Finding = Finding> {
  readonly seeds: readonly number[];
  /** In the order of the seeds. */
  readonly findings: readonly F[];

  constructor(seeds: readonly number[], findings: readonly F[]) {
    this.seeds = seeds;
    this.findings = findings;
  }

  /**
   * One number for each seed: those of this name, or the findings themselves if they have none.
   *
   * @throws {RangeError} when a seed gave no number of this name
   */
  values(name?: NameOf<F>): Float64Array {
    return Float64Array.from(this.findings, (finding, i) => {
      const value: unknown = name === undefined ? finding : (finding as never)[name];
      if (typeof value === "number") return value;
      const what = name === undefined ? "a number" : `a number named ${name}`;
      throw new RangeError(`experiment: must find ${what}, got none at seed ${this.seeds[i]}`);
    });
  }

  /** The mean over the seeds (at least two) with its 95 % interval. */
  mean(name?: NameOf<F>, options: { level?: number } = {}): Interval {
    return meanInterval(this.values(name), options);
  }

  /** The mean of `a - b`, seed by seed, with its 95 % interval. */
  difference(a: NameOf<F>, b: NameOf<F>, options: { level?: number } = {}): Interval {
    return pairedInterval(this.values(a), this.values(b), options);
  }
}
