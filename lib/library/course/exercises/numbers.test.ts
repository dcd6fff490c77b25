import { describe, expect, it } from "vitest";
import { type Exercise, mystery, naiveDropout, pytorchCheck, scalingFix } from "../index.ts";

const [before, after] = [mystery.before[0], mystery.after[0]];

/** Right answers, and wrong ones with the reason that each must get. */
const ANSWERS: [string, Exercise<number>, right: number[], wrong: [unknown, RegExp][]][] = [
  [
    "naiveDropout.expected",
    naiveDropout.expected,
    [75, 100 * (1 - 0.25), 100 - 100 * 0.25, 0.75 * 100, 75.0001, 74.9999],
    [
      [25, /lost on average/],
      [100 / 0.75, /divided by 1 − p/],
      [133.33, /divided by 1 − p/],
      [133, /divided by 1 − p/],
      [40, /lost at p = 0\.4/],
      [60, /belongs to p = 0\.4/],
      [100, /at inference/],
      [0.75, /one neuron sends/],
      [400, /divided by p/],
      [125, /1 \+ p/],
      [99.75, /100 − p/],
      [56.25, /multiplied once/],
      [18.75, /variance/],
      [4.33, /standard deviation/],
      [74.9, /near.*six digits.*rather than measure or round/],
      [74.98, /near/],
      [75.02, /near/],
      [50, /50 is too small/],
      ["75", /must be a number, and this is a string/],
      [75n, /a bigint/],
      [[75], /an array/],
      [() => 75, /a function: call it/],
      [Number.NaN, /NaN/],
      [Number.POSITIVE_INFINITY, /too large/],
    ],
  ],
  [
    "naiveDropout.neurons",
    naiveDropout.neurons,
    [6667, 6666, 6666.67, 0.4 / 0.6 / 0.0001, 6700, 6650, 6601, 6733],
    [
      [15000, /changed places/],
      [67, /ratio is 10 %/],
      [2400, /variance of 10,000/],
      [0.667, /Divide it by the square/],
      [4000, /1 − p is missing/],
      [16667, /p is missing/],
      [10000, /What p does is missing/],
      [8165, /A root too many/],
      [82, /n itself stands under the root/],
      [6500, /too small/],
      [6760, /near.*within 67/],
      ["6667", /a string/],
    ],
  ],
  [
    "scalingFix.scale",
    scalingFix.scale,
    [1.25, 1 / 0.8, 1 / (1 - 0.2), 5 / 4, Math.fround(1 / 0.8)],
    [
      [0.8, /smaller/],
      [5, /Divide by the share that is kept/],
      [1.2, /1 \+ p/],
      [0.2, /probability to drop/],
      [1, /naive/],
      [0.25, /1 more/],
      [4, /Divide 1 by 1 − p/],
      [1.5625, /twice/],
      [1.118, /root/],
      [1.667, /p = 0\.4/],
      [125, /per cent/],
      [1.26, /near/],
      ["1.25", /a string/],
    ],
  ],
  [
    "scalingFix.rate",
    scalingFix.rate,
    [0.5, 1 / 2, 0.1 * 5, 100 / 200],
    [
      [0.4, /8\.16/],
      [1 / 11, /variance 10/],
      [0.0909, /variance 10/],
      [0.1, /10 \/ 100/],
      [0.99, /There are 100 neurons/],
      [0.909, /must be 100/],
      [50, /per cent/],
      [1, /Solve that for p/],
      [0.501, /near.*six digits/],
      [0.499, /near/],
      [0.50001, /near/],
      ["0.5", /a string/],
    ],
  ],
  [
    "pytorchCheck.input",
    pytorchCheck.input,
    [0.42, 0.84 * 0.5, 0.84 / 2, Math.fround(0.42), 0.84 / (1 / (1 - 0.5))],
    [
      [1.68, /once more/],
      [0.84, /is the output/],
      [0.34, /takes nothing away/],
      [1.34, /0\.84 \+ p/],
      [0.21, /twice/],
      [0.56, /1 \+ p/],
      [1.26, /1 \+ p/],
      [0.421, /near/],
      [0, /too small/],
      [-0.42, /too small/],
      [42, /too large/],
      ["0.42", /a string/],
    ],
  ],
  [
    "pytorchCheck.rate",
    pytorchCheck.rate,
    [0.35, 1 - before / after, 0.3500001, 0.3504, 0.3495, 0.3505, Number((0.35).toFixed(3))],
    [
      [0.375, /share of zeros/],
      [0.625, /share that was kept/],
      [0.65, /probability to keep/],
      [1.538, /Solve it for p/],
      [0.538, /less 1/],
      [-0.538, /before \/ after/],
      [35, /per cent/],
      [0.351, /near.*within/],
      [0.349, /near/],
      [0.4, /too large/],
      [0.36, /too large/],
      ["0.35", /a string/],
    ],
  ],
];

describe.each(ANSWERS)("%s", (_, exercise, right, wrong) => {
  it.each(right)("accepts %s", (answer) => {
    expect(exercise.check(answer)).toMatchObject({ outcome: "correct" });
  });

  it.each(wrong)("gives its own reason to %s", (answer, reason) => {
    expect(exercise.check(answer as number)).toMatchObject({
      outcome: "incorrect",
      message: expect.stringMatching(reason),
    });
  });
});
