import { expect, test } from "vitest";
import {
  crowdRecording,
  dropoutSeeds,
  logisticRecording,
  missingScale,
  regularisers,
} from "../datasets/index.ts";
import { readJson } from "../datasets/read-data.ts";
import { bootstrap } from "../estimators/index.ts";
import { Dropout } from "../nn/index.ts";
import { Generator, seeded } from "../random/index.ts";
import { summarize } from "../stats/index.ts";
import { rand, tensor } from "../tensor/index.ts";
import { crowdInOneNet } from "./exercises/crowd-in-one-net.ts";
import { dropoutHelps } from "./exercises/dropout-helps.ts";
import { hiddenBug } from "./exercises/hidden-bug.ts";
import { naiveDropout } from "./exercises/naive-dropout.ts";
import { noLearningRate } from "./exercises/no-learning-rate.ts";
import { otherWays } from "./exercises/other-ways.ts";
import { pytorchCheck } from "./exercises/pytorch-check.ts";
import { scalingFix } from "./exercises/scaling-fix.ts";
import { trainAndEval } from "./exercises/train-and-eval.ts";
import { whyBaggingWorks } from "./exercises/why-bagging-works.ts";
import { type Exercise, predict } from "./index.ts";

/** How many more of the 797 test images are wrong at p = 0.5 without the scale. */
function moreErrors(): number[] {
  const run = missingScale().runs.find(({ p }) => p === 0.5) ?? expect.fail("must hold p = 0.5");
  return run.missing.error.map((error, i) =>
    Math.round((797 * (error - (run.scaled.error[i] ?? Number.NaN))) / 100),
  );
}

/** How many more images are wrong with dropout, of 500 that were seen, after 800 steps. */
function gains(): number[] {
  const [without = [], dropout = []] = [0, 0.5].map(
    (rate) =>
      dropoutSeeds().nets.find(({ n, steps, p }) => n === 500 && steps === 800 && p === rate)
        ?.wrong,
  );
  return dropout.map((count, i) => count - (without[i] ?? Number.NaN));
}

const memberErrors = () =>
  Array.from(crowdRecording().values("smallMemberError"), (value) => Math.round(10 * value) / 10);

/** How many more images are wrong with augmentation. */
function shifted(): number[] {
  const { results } = regularisers();
  const without = results.values("none wrong");
  return Array.from(
    results.values("augmentation wrong"),
    (count, i) => count - (without[i] ?? Number.NaN),
  );
}

const newtonSteps = () => [...logisticRecording().newtonOn500];

const differingAnswers = () => (readJson("asked-twice.json") as { differ: number[] }).differ;

/** Sums of 100 ones at p = 0.4 in 10,000 draws, naive and scaled, for each of twenty seeds. */
const summaries = (factor: number) =>
  Array.from({ length: 20 }, (_, seed) => {
    const u = rand([10_000, 100], { generator: seeded(seed) });
    return summarize(u.lt(0.6).to("float32").mul(factor).sum(1));
  });
const luckiest = () => summaries(1).map(({ max }) => max);
const scaledSpreads = () => summaries(1 / 0.6).map(({ sd }) => Number(sd.toPrecision(3)));

/** What is kept of the lesson's element, by those of the seeds 0 to 19 that keep it. */
const keptElements = () =>
  Array.from({ length: 20 }, (_, seed) => {
    const dropout = new Dropout(0.2, { generator: new Generator(seed) });
    return dropout.forward(tensor([0.1256])).item();
  }).filter((value) => value !== 0);

/** How many different rows are in bootstrap samples of 100. */
function distinctRows(): number[] {
  const generator = seeded("bootstrap");
  return Array.from({ length: 20 }, () => new Set(bootstrap(100, { generator })).size);
}

test.each<[string, Exercise<number>, of: string, truth: () => number[]]>([
  ["hiddenBug.more", hiddenBug.more, "nets", moreErrors],
  ["trainAndEval.changed", trainAndEval.changed, "seeds", differingAnswers],
  ["dropoutHelps.gain", dropoutHelps.gain, "seeds", gains],
  ["otherWays.shifted", otherWays.shifted, "seeds", shifted],
  ["crowdInOneNet.member", crowdInOneNet.member, "nets", memberErrors],
  ["naiveDropout.luckiest", naiveDropout.luckiest, "times 10,000 draws", luckiest],
  ["scalingFix.spread", scalingFix.spread, "times 10,000 draws", scaledSpreads],
  ["pytorchCheck.grown", pytorchCheck.grown, "draws that keep it", keptElements],
  ["whyBaggingWorks.distinct", whyBaggingWorks.distinct, "samples", distinctRows],
  ["noLearningRate.steps", noLearningRate.steps, "draws", newtonSteps],
])(
  "what %s compares a prediction with is what is recorded, or comes out",
  (_, exercise, of, truth) => {
    const recorded = predict({
      ...{ question: "", hints: [""], solution: "", why: "", of },
      ...{ truth: truth(), band: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] },
    });
    const truthOf = (asked: Exercise<number>) =>
      asked.check(1e6).message.replace(/^.*(?=The truth)/, "");
    expect(truthOf(exercise)).toBe(truthOf(recorded));
  },
);
