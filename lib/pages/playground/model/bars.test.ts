import { histogram } from "dropout-lab/stats";
import { expect, test } from "vitest";
import { bothStages } from "./bars.ts";

const training = Float32Array.of(0, 0, 0, 0.5, 1, 1.5, 3.9, -0.3);
const evaluation = Float32Array.of(0, 2, 2, 2);

test("both stages are counted over the same bins, as the library counts", () => {
  const { from, to, ...stages } = bothStages({ training, evaluation }, { apart: false });
  expect([from, to]).toEqual([-2, 4]);
  const options = { bins: 30, range: [from, to] as const };
  expect(stages.training.shares).toEqual(histogram(training, options).shares);
  expect(stages.evaluation.shares).toEqual(histogram(evaluation, options).shares);
  expect(stages.training.mean).toBeCloseTo(0.825, 6);
  expect(stages.evaluation.mean).toBe(1.5);
  expect(stages.training.zeros).toBeUndefined();
});

test("zeros are counted apart where asked, and stay in the mean", () => {
  const stages = bothStages({ training, evaluation }, { apart: true });
  expect(stages.training.zeros).toBe(3 / 8);
  expect(stages.training.shares.reduce((sum, share) => sum + share)).toBeCloseTo(5 / 8, 12);
  expect(stages.training.mean).toBeCloseTo(0.825, 6);
});

test("a layer of zeros has a range, too", () => {
  const zeros = new Float32Array(4);
  const { from, to, training } = bothStages(
    { training: zeros, evaluation: zeros },
    { apart: true },
  );
  expect(from).toBe(0);
  expect(to).toBeGreaterThan(0);
  expect(training.zeros).toBe(1);
});
