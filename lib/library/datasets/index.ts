/**
 * The digits, the diabetes data, recordings of the real torch, and of long experiments.
 *
 * @module
 */
export { type BaggingFinding, baggingRecording } from "./bagging-recording.ts";
export { type CrowdFinding, crowdRecording } from "./crowd-recording.ts";
export { diabetes } from "./diabetes.ts";
export { digits } from "./digits.ts";
export { type DropoutSeeds, dropoutSeeds, type SeededNets } from "./dropout-seeds.ts";
export {
  type LogisticRecording,
  logisticRecording,
  type RecordedIterations,
  type RecordedOptimum,
} from "./logistic-recording.ts";
export {
  type JudgedNets,
  type MissingScaleRecording,
  type MissingScaleRun,
  missingScale,
} from "./missing-scale.ts";
export { PAGE_DATA, readData } from "./read-data.ts";
export {
  type RegularisersFinding,
  type RegularisersRecording,
  regularisers,
} from "./regularisers.ts";
export { type ArticleRecording, type ArticleRun, torchRecording } from "./torch-recording.ts";
export { type VarianceShiftFinding, varianceShift } from "./variance-shift.ts";
