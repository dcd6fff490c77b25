import { missingScale } from "../../../datasets/index.ts";
import { meanInterval, pairedInterval } from "../../../stats/index.ts";
import type { LessonClaims } from "../claim.ts";

/** By fewer than this many points an accuracy is called unmoved: two images of 797. */
const UNMOVED = 0.25;

export const claims: LessonClaims = {
  lesson: "04-the-bug-that-accuracy-hides",
  list() {
    const [few, half, many] = [runAt(0.4), runAt(0.5), runAt(0.8)];
    const error = (run: typeof half) => ({
      source: "lesson 4",
      quantity: "error without the scale − with it, points",
      measured: pairedInterval(run.missing.error, run.scaled.error),
    });
    const loss = (run: typeof half) => ({
      source: "lesson 4",
      quantity: "loss without the scale − with it",
      measured: pairedInterval(run.missing.loss, run.scaled.loss),
      allows: { above: 0 },
      digits: 3,
    });
    const unmoved = { above: -UNMOVED, below: UNMOVED };
    return [
      {
        claim: `At p = 0.4 the missing scale moves the error by less than ${UNMOVED} points`,
        ...error(few),
        allows: unmoved,
      },
      {
        claim: `At p = 0.5 the missing scale moves the error by less than ${UNMOVED} points`,
        ...error(half),
        allows: unmoved,
      },
      { claim: "At p = 0.8 it raises the error", ...error(many), allows: { above: 0 } },
      { claim: "At p = 0.5 it raises the loss", ...loss(half) },
      { claim: "At p = 0.8 it raises the loss", ...loss(many) },
      {
        claim: "Without the scale, at p = 0.5, the net is too sure",
        source: "lesson 4",
        quantity: "mean probability of its answer − share that is right, points",
        measured: meanInterval(half.missing.overconfidence),
        allows: { above: 0 },
      },
      {
        claim:
          "Scaling in use trains as well as inverted dropout at the same learning rate, p = 0.5",
        source:
          "[Srivastava et al. 2014](https://jmlr.org/papers/v15/srivastava14a.html), section 10, has them equivalent once rate and first weights are scaled too",
        quantity: "error scaled in use − inverted, points",
        measured: pairedInterval(half.scaled.error, half.inverted.error),
        allows: unmoved,
      },
    ];
  },
};

function runAt(p: number) {
  const run = missingScale().runs.find((one) => one.p === p);
  if (run === undefined) throw new RangeError(`missing-scale.json: must hold p = ${p}`);
  return run;
}
