import { ExperimentResults } from "../stats/index.ts";
import { readJson } from "./read-data.ts";

/** What one seed gave: wrong answers and losses, by names such as `dropout wrong`. */
export type RegularisersFinding = Readonly<Record<string, number>>;

/** Eight ways to regularise a net, and none, under the same seeds. */
export interface RegularisersRecording {
  /** How many test images there were. */
  readonly tested: number;
  /** The strength of each way, chosen on images that neither train nor test. */
  readonly chosen: Readonly<Record<string, number>>;
  /**
   * For each way its wrong answers (`L2 wrong`) and its loss (`L2 loss`) on the test images. The
   * ways are `none`, `early stopping`, and those of `chosen`.
   */
  readonly results: ExperimentResults<RegularisersFinding>;
}

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "regularisers.json";

/**
 * Nets of 64-128-128-10 that learned from 500 of the digits, each regularised in one way or not at
 * all; `data/README.md` names the script that recorded it, with this library.
 *
 * @example
 * ```ts
 * import { regularisers } from "dropout-lab/datasets";
 * const { tested, results } = regularisers();
 * [tested, results.seeds.length] // → [ 797, 20 ]
 * ```
 */
export function regularisers(): RegularisersRecording {
  const { tested, chosen, seeds, findings } = readJson(FILE) as {
    tested: number;
    chosen: Record<string, number>;
    seeds: number[];
    findings: RegularisersFinding[];
  };
  return { tested, chosen, results: new ExperimentResults(seeds, findings) };
}
