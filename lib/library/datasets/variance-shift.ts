import { ExperimentResults } from "../stats/index.ts";
import { readJson } from "./read-data.ts";

/** What one seed gave, by net and measure: errors in per cent, losses, ratios of variances. */
export type VarianceShiftFinding = Readonly<Record<string, number>>;

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "variance-shift.json";

/**
 * What dropout beside BatchNorm costs nets of 64-64-64-64-64-10 on the digits, under fifteen seeds, by
 * `data/record_variance_shift.js` with this library; 797 digits are the test. The nets drop with
 * p = 0.5 `before` each norm, `after` each, after the `last` one only, or not at all (`none`);
 * `layer` and `layerDropout` have LayerNorms instead, without dropout and with dropout before each.
 * The measures are `error`, `loss` and `sure` (the mean of the largest probability, in per cent) as
 * trained and `recalibrated`, and `ratio1` to `ratio4`: the variance that each BatchNorm learned over
 * the one that it meets in evaluation.
 *
 * @example
 * ```ts
 * import { varianceShift } from "dropout-lab/datasets";
 * const found = varianceShift();
 * found.seeds.length // → 15
 * found.mean("before ratio1").mean.toFixed(1) // → '2.6'
 * ```
 */
export function varianceShift(): ExperimentResults<VarianceShiftFinding> {
  const { seeds, findings } = readJson(FILE) as {
    seeds: number[];
    findings: VarianceShiftFinding[];
  };
  return new ExperimentResults(seeds, findings);
}
