import { varianceShift } from "../../../datasets/index.ts";
import { type Interval, pairedInterval } from "../../../stats/index.ts";
import type { LessonClaims } from "../claim.ts";

const LI = "[Li et al. 2019](https://arxiv.org/abs/1801.05134)";
const HENDRYCKS = "[Hendrycks and Gimpel 2016](https://arxiv.org/abs/1607.02488)";

export const claims: LessonClaims = {
  lesson: "08-dropout-and-batchnorm",
  list() {
    const found = varianceShift();
    return [
      {
        claim: "Behind dropout a BatchNorm learns more variance than it meets in use",
        source: LI,
        quantity: "learned over met, first BatchNorm, dropout before each",
        measured: found.mean("before ratio1"),
        allows: { above: 1 },
      },
      {
        claim: "The shift grows from layer to layer",
        source: "lesson 8",
        quantity: "learned over met, fourth BatchNorm − first, dropout before each",
        measured: found.difference("before ratio4", "before ratio1"),
        allows: { above: 0 },
      },
      {
        claim: "Dropout behind the last BatchNorm shifts nothing, to 5 %",
        source: LI,
        quantity: "learned over met, last BatchNorm",
        measured: found.mean("last ratio4"),
        allows: { above: 0.95, below: 1.05 },
      },
      {
        claim: "Dropout before BatchNorm costs accuracy",
        source: LI,
        quantity: "error with dropout before each − without, points",
        measured: found.difference("before error", "none error"),
        allows: { above: 0 },
      },
      {
        claim: "Dropout behind the last BatchNorm lowers the error",
        source: LI,
        quantity: "error with it − without, points",
        measured: found.difference("last error", "none error"),
        allows: { below: 0 },
      },
      {
        claim: "Running values that are measured again without dropout lower the error",
        source: HENDRYCKS,
        quantity: "error recalibrated − as trained, dropout before each, points",
        measured: found.difference("before recalibrated error", "before error"),
        allows: { below: 0 },
      },
      {
        claim: "Running values that are measured again without dropout lower the loss",
        source: "lesson 8",
        quantity: "loss recalibrated − as trained, dropout before each",
        measured: found.difference("before recalibrated loss", "before loss"),
        allows: { below: 0 },
        digits: 3,
      },
      {
        claim: "The shift is why dropout before each norm costs: with LayerNorm it costs less",
        source: `after ${LI}`,
        quantity: "error that dropout adds, BatchNorm − LayerNorm, points",
        measured: shiftedCost(),
        allows: { above: 0 },
      },
    ];
  },
};

/** By how many points more dropout before each BatchNorm costs than before each LayerNorm. */
function shiftedCost(): Interval {
  const found = varianceShift();
  const cost = (dropout: string, none: string) => {
    const without = found.values(`${none} error`);
    return found.values(`${dropout} error`).map((error, i) => error - (without[i] as number));
  };
  return pairedInterval(cost("before", "none"), cost("layerDropout", "layer"));
}
