/**
 * Summaries, intervals, histograms, and experiments over seeds.
 *
 * @module
 */
export { type ExperimentOptions, experiment, type Progress } from "./experiment.ts";
export { ExperimentResults, type NameOf } from "./experiment-results.ts";
export type { Histogram, HistogramOptions } from "./histogram.ts";
export { histogram } from "./histogram.ts";
export type { Interval } from "./interval.ts";
export { meanInterval, pairedInterval } from "./interval.ts";
export { naturalBins } from "./natural-bins.ts";
export type { Numbers } from "./numbers.ts";
export { repeat } from "./repeat.ts";
export type { Finding, Run, RunModule } from "./run.ts";
export { studentQuantile } from "./student.ts";
export type { Summary } from "./summary.ts";
export { quantile, summarize } from "./summary.ts";
