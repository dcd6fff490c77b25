import { ExperimentResults } from "../stats/index.ts";
import { readJson } from "./read-data.ts";

/** What one seed gave, by name: errors in per cent, losses, and shares of pairs from 0 to 1. */
export type CrowdFinding = Readonly<Record<string, number>>;

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "crowd.json";

/**
 * What trained nets do on the digits as members, averaged, and in use, under twenty seeds, by
 * `data/record_crowd.js` with this library; 797 digits are the test. Of a net of 64-256-256-10: the
 * error of k members averaged (`error1`, `error2`, 5, 10, 20, 50, `error100`), that in use
 * (`errorInUse`), the losses, and how well three scores find errors and strange pictures
 * (`disagreementFindsErrors`). Of a net of 64-12-10, the errors of all its 4,096 members.
 *
 * @example
 * ```ts
 * import { crowdRecording } from "dropout-lab/datasets";
 * const found = crowdRecording();
 * found.seeds.length // → 20
 * found.mean("error1").mean.toFixed(1) // → '5.2'
 * ```
 */
export function crowdRecording(): ExperimentResults<CrowdFinding> {
  const { seeds, findings } = readJson(FILE) as { seeds: number[]; findings: CrowdFinding[] };
  return new ExperimentResults(seeds, findings);
}
