import { expect, test } from "vitest";
import { crowdRecording, dropoutSeeds, missingScale, regularisers } from "../datasets/index.ts";
import { readJson } from "../datasets/read-data.ts";
import { crowdInOneNet } from "./exercises/crowd-in-one-net.ts";
import { dropoutHelps } from "./exercises/dropout-helps.ts";
import { hiddenBug } from "./exercises/hidden-bug.ts";
import { otherWays } from "./exercises/other-ways.ts";
import { trainAndEval } from "./exercises/train-and-eval.ts";
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
const differingAnswers = () => (readJson("asked-twice.json") as { differ: number[] }).differ;

test.each<[string, Exercise<number>, of: string, truth: () => number[]]>([
  ["hiddenBug.more", hiddenBug.more, "nets", moreErrors],
  ["trainAndEval.changed", trainAndEval.changed, "seeds", differingAnswers],
  ["dropoutHelps.gain", dropoutHelps.gain, "seeds", gains],
  ["otherWays.shifted", otherWays.shifted, "seeds", shifted],
  ["crowdInOneNet.member", crowdInOneNet.member, "nets", memberErrors],
])("what %s compares a prediction with is what is recorded", (_, exercise, of, truth) => {
  const recorded = predict({
    ...{ question: "", hints: [""], solution: "", why: "", of },
    ...{ truth: truth(), band: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] },
  });
  const truthOf = (asked: Exercise<number>) =>
    asked.check(1e6).message.replace(/^.*(?=The truth)/, "");
  expect(truthOf(exercise)).toBe(truthOf(recorded));
});
