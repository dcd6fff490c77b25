import { ExperimentResults } from "../stats/index.ts";
import { readJson } from "./read-data.ts";

/** What one seed gave, by name: variances, squared errors and correlations. */
export type BaggingFinding = Readonly<Record<string, number>>;

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "bagging.json";

/**
 * What bagging does to learners that see 100 of the diabetes patients, under twenty seeds, by
 * `data/record_bagging.js` with this library; 100 other patients are the test. For `tree`, `stump`
 * and `linear`: the variance over studies, the squared error and the squared bias of one that learns
 * from the study itself (`treeVarianceAlone`, `treeErrorAlone`, `treeBiasAlone`) and of the mean of 1,
 * 2, 5, 10 and 25 that learn from bootstrap samples (`treeVariance25`); and of two of these the
 * variance and correlation (`treeSigma2`, `treeRho`). Of trees, too, the mean of 10 and 25 that have a
 * study each (`independentVariance10`), and what 27 say to those they did not see (`oobError`) beside
 * their error in the test (`oobTestError`).
 *
 * @example
 * ```ts
 * import { baggingRecording } from "dropout-lab/datasets";
 * const found = baggingRecording();
 * found.seeds.length // → 20
 * found.mean("treeVariance25").mean < found.mean("treeSigma2").mean / 5 // → true
 * ```
 */
export function baggingRecording(): ExperimentResults<BaggingFinding> {
  const { seeds, findings } = readJson(FILE) as { seeds: number[]; findings: BaggingFinding[] };
  return new ExperimentResults(seeds, findings);
}
