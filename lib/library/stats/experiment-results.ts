import { type Interval, meanInterval, pairedInterval } from "./interval.ts";
import type { Finding } from "./run.ts";

/** The names of what an experiment finds; a bare number has none. */
export type NameOf<F extends Finding> = F extends number ? never : Extract<keyof F, string>;

/**
 * What an experiment found, seed by seed. `experiment` returns it; one of one's own holds numbers
 * that come from elsewhere.
 *
 * @param seeds the seeds, in order
 * @param findings one for each seed, in the same order: a number, or numbers by name
 *
 * @example
 * ```ts
 * import { ExperimentResults } from "dropout-lab/stats";
 * const findings = [[58, 97], [60, 101], [62, 102]].map(([naive, scaled]) => ({ naive, scaled }));
 * const found = new ExperimentResults([1, 2, 3], findings);
 * found.values("naive") // → Float64Array(3) [ 58, 60, 62 ]
 * found.mean("naive").mean // → 60
 * found.difference("scaled", "naive").mean // → 40
 * ```
 */
export class ExperimentResults<F extends Finding = Finding> {
  /** Distinct whole numbers. */
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

  /**
   * The mean over the seeds (at least two) with its confidence interval.
   *
   * @param name what is meant, if the findings have names
   * @param options `level` is the confidence level in (0, 1), 0.95 if left out
   * @throws {RangeError} when a seed gave no number of this name, for a single seed, and for another
   * level
   */
  mean(name?: NameOf<F>, options: { level?: number } = {}): Interval {
    return meanInterval(this.values(name), options);
  }

  /**
   * The mean of `a - b`, seed by seed (at least two), with its confidence interval.
   *
   * @param options `level` is the confidence level in (0, 1), 0.95 if left out
   * @throws {RangeError} when a seed gave no number of these names, for a single seed, and for
   * another level
   */
  difference(a: NameOf<F>, b: NameOf<F>, options: { level?: number } = {}): Interval {
    return pairedInterval(this.values(a), this.values(b), options);
  }
}
