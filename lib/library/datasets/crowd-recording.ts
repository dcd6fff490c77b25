import { readJson } from "./read-data.ts";

/** What one seed gave, by name: errors in per cent, and shares of pairs from 0 to 1. */
export type CrowdFinding = Readonly<Record<string, number>>;

/** A trained net's members, alone and averaged, beside the net in use, under twenty seeds. */
export interface CrowdRecording {
  /** The drop probability of all nets. */
  readonly p: number;
  /** How many members were averaged: the k of the findings `error1`, `error2` and so on. */
  readonly averaged: readonly number[];
  readonly seeds: readonly number[];
  /** In the order of the seeds. */
  readonly findings: readonly CrowdFinding[];
}

/** A whole name: an exporter finds by it what a page must bring along. */
const FILE = "crowd.json";

/**
 * What `data/record_crowd.js` measured with this library on the digits: 1,000 to train on, 797 to
 * test on. Of a 64-256-256-10 net: the error in use (`scaledError`), that of k members averaged, and
 * how well three scores find the net's errors and pictures that are no digits. Of a 64-12-10 net: the
 * errors of all its 4,096 members.
 *
 * @example
 * ```ts
 * import { crowdRecording } from "dropout-lab/datasets";
 * import { ExperimentResults } from "dropout-lab/stats";
 * const { seeds, findings } = crowdRecording();
 * seeds.length // → 20
 * new ExperimentResults(seeds, findings).mean("error1").mean.toFixed(1) // → '5.3'
 * ```
 */
export function crowdRecording(): CrowdRecording {
  return readJson(FILE) as CrowdRecording;
}
