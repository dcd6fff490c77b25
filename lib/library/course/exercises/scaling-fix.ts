import { checkDropout } from "../check-dropout.ts";
import { checkNumber } from "../check-number.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { predict } from "../predict.ts";
import { faultOfHears, type Hears, seeHears } from "../scale/one-neuron.ts";
import { usualMistakes } from "../usual-mistakes.ts";

export type { Hears };

/** The sd of 10,000 scaled sums of 100 ones at p = 0.4, with the seeds 0 to 19. */
const SCALED_SPREAD: readonly number[] = [
  8.14, 8.15, 8.21, 8.23, 8.21, 8.06, 8.06, 8.22, 8.13, 8.12, 8.2, 8.15, 8.12, 8.25, 8.12, 8.24,
  8.19, 8.13, 8.24, 8.13,
];

/**
 * The exercises of lesson 2: dropping and scaling.
 *
 * @example
 * ```ts
 * import { scalingFix } from "dropout-lab/course/scaling-fix";
 * scalingFix.progress().text.split("\n")[0]
 * // → '02-the-scaling-fix: 0 of 5 exercises done.'
 * ```
 */
export const scalingFix = lesson("02-the-scaling-fix", {
  spread: predict({
    question:
      "Under naive dropout at p = 0.4 a neuron receives 60 on average, with a standard deviation of 4.9. Scaled, the mean is 100. What is the standard deviation then? Within 0.5 is near enough.",
    truth: SCALED_SPREAD,
    of: "times 10,000 draws",
    band: [7.65, 8.65],
    mistakes: [
      {
        value: 4.9,
        reason:
          "4.9 is the spread without scaling. Each sum is divided by 0.6, and so is its distance from the mean.",
      },
      { value: 0, reason: "Scaling takes no noise away: still another mask is drawn each time." },
      {
        value: 4.9 * 0.6,
        reason: "That is 4.9 · 0.6. Scaling makes every sum larger, and its distance too.",
      },
      {
        value: 4.9 / 0.36,
        reason: "That is 4.9 / 0.6². The variance is divided by 0.6², its root by 0.6.",
      },
      {
        value: 4.9 / Math.sqrt(0.6),
        reason: "That is 4.9 / √0.6. The sums are divided by 0.6, and the spread with them.",
      },
      { value: 24, reason: "24 is the variance without scaling." },
      { value: 24 / 0.36, reason: "That is the variance, 24 / 0.6². Take its root." },
      {
        value: 44.9,
        reason: "That is 4.9 + 40. The mean is not moved by adding 40, but by dividing by 0.6.",
      },
      {
        value: 10,
        reason: "10 is the root of 100. What is 4.9 divided by, as every sum is?",
      },
    ],
    hints: [
      "A sum of 65 becomes 65 / 0.6. How far is it from the mean, before and after?",
      "Every distance from the mean is divided by 0.6.",
    ],
    solution: "const spread: number = 4.9 / 0.6;",
    why: "Whatever multiplies all values multiplies their standard deviation: 4.9 / 0.6 = 8.2.",
    further: "In per cent of its mean, does the scaled neuron hear more noise than the naive one?",
  }),

  hears: mend<Hears, ReturnType<typeof seeHears>>({
    question:
      "Somebody wrote down what a neuron hears of the activations x, and took both ways at once. Mend it: by either way of the lesson, training and use agree on average.",
    given: (x, p, random, training) => {
      let sum = 0;
      for (const value of x) {
        if (!training) sum += value * (1 - p);
        else if (random() >= p) sum += value / (1 - p);
      }
      return sum;
    },
    run: seeHears,
    fault: faultOfHears,
    hints: [
      "Of a hundred ones at p = 0.4: what does it hear on average in training, and what in use?",
      "100 in training and 60 in use: each stage is scaled, and one would do.",
      "Inverted dropout leaves use alone: there sum += value.",
    ],
    solution: `function hears(
  x: number[], p: number, random: () => number, training: boolean,
): number {
  let sum = 0;
  for (const value of x) {
    if (!training) sum += value;
    else if (random() >= p) sum += value / (1 - p);
  }
  return sum;
}`,
    why: "One scale is enough: divide by 1 − p in training, or multiply by it in use. With both the neuron learns with 100 and hears 60, which is the old bug the other way round.",
    further: "If p changes during training, which of the two ways still works, and why?",
  }),

  scale: exercise<number>({
    question:
      "With p = 0.2, by which number is a kept activation multiplied in training? To six digits.",
    hints: [
      "A share 1 − p of the activations is kept. By what must they grow to make up for the rest?",
      "The factor is 1 / (1 − p).",
    ],
    solution: "const scale = 1 / (1 - 0.2);",
    why: "1 / (1 − 0.2) = 1.25: four of five are kept, and each of the four carries a quarter of what the fifth would have sent.",
    further: "At which p does a kept activation double, and at which is it ten times as large?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 1.25,
        why,
        mistakes: [
          {
            value: 0.8,
            reason:
              "0.8 = 1 − p makes kept values smaller. It is the factor of the older way, at test time.",
          },
          {
            value: 5,
            reason: "5 is 1 / p. Divide by the share that is kept, not by the one dropped.",
          },
          { value: 1.2, reason: "1.2 is 1 + p. Check it: 0.8 · 1.2 is 0.96, not 1." },
          { value: 0.2, reason: "0.2 is p, the probability to drop. Divide 1 by what is kept." },
          {
            value: 1,
            reason: "1 is naive dropout: kept values stay as they are, and the mean falls.",
          },
          {
            value: 0.25,
            reason: "0.25 = p / (1 − p) is by how much a kept value grows. The factor is 1 more.",
          },
          { value: 4, reason: "4 is (1 − p) / p. Divide 1 by 1 − p." },
          { value: 1.25 * 1.25, reason: "1.5625 is the scale twice. Once is enough." },
          {
            value: Math.sqrt(1.25),
            reason:
              "That is the root of the scale. It is the mean that must be kept, not the spread.",
          },
          { value: 5 / 3, reason: "1.667 belongs to p = 0.4. Here p is 0.2." },
          { value: 125, reason: "125 is the factor in per cent. The number itself is asked for." },
          { value: 0.6, reason: "0.6 is 1 − p at p = 0.4. Divide 1 by what is kept, at p = 0.2." },
          ...usualMistakes(1, 0.2, 1.25),
        ],
      }),
  }),

  rate: exercise<number>({
    question:
      "At which p does our neuron, which receives 100 on average, do so with a standard deviation of exactly 10? To six digits.",
    hints: [
      "The variance of one scaled activation of 1 is p / (1 − p), and there are 100 of them.",
      "A standard deviation of 10 is a variance of 100. So p / (1 − p) must be 1.",
    ],
    solution: "const rate = 0.5;",
    why: "100 · p / (1 − p) = 10² where p = 1 − p: at one half the noise is a tenth of the signal.",
    further: "And with 10,000 neurons: at which p is the noise a tenth of the signal then?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 0.5,
        why,
        mistakes: [
          { value: 0.4, reason: "At p = 0.4 the standard deviation is 8.16, as measured above." },
          {
            value: 1 / 11,
            reason: "That makes the variance 10. The standard deviation is its square root.",
          },
          {
            value: 0.1,
            reason:
              "0.1 is 10 / 100. The standard deviation is the square root of 100 · p / (1 − p).",
          },
          {
            value: 100 / 101,
            reason: "That makes the variance of one neuron 100. There are 100 neurons.",
          },
          {
            value: 10 / 11,
            reason:
              "That makes p / (1 − p) equal to 10. The variance, 100 · p / (1 − p), must be 100.",
          },
          { value: 50, reason: "50 is p in per cent. p itself lies between 0 and 1." },
          {
            value: 1 / 101,
            reason:
              "That makes the variance 1. A standard deviation of 10 is a variance of 100, its square.",
          },
          { value: 0.01, reason: "0.01 is 1 / 100. Solve 100 · p / (1 − p) = 10² for p." },
          { value: 0.6, reason: "0.6 is 1 − p at p = 0.4, where the standard deviation is 8.16." },
          {
            value: (3 - Math.sqrt(5)) / 2,
            reason:
              "That makes p / (1 − p)² equal to 1: scaled twice. The variance is p / (1 − p).",
          },
          {
            value: (1 - Math.sqrt(0.6)) / 2,
            reason:
              "That makes 100 · p · (1 − p) equal to 10: the variance without scaling, and 10 instead of 10².",
          },
          { value: 100, reason: "100 is the variance, 10². At which p is it that?" },
          { value: 10, reason: "10 is the standard deviation. At which p is it that?" },
          { value: 2, reason: "2 is the scale, 1 / (1 − p). Solve that for p." },
          {
            value: 1,
            reason: "1 is what p / (1 − p) must be. Solve that for p.",
          },
        ],
      }),
  }),

  dropout: exercise({
    question:
      "Write the whole of Dropout on a plain array: in training drop and scale into a new array, at inference (training = false) give back the input as it is. p is anything from 0 to 1, and at p = 1 everything becomes 0.",
    hints: [
      "Start with the inference: if (!training) return x.",
      "In training keep where random() >= p, and multiply what is kept by 1 / (1 − p).",
      "Multiply only what is kept: at p = 1 the scale is Infinity, and Infinity · 0 is NaN.",
    ],
    solution: `function dropout(x: number[], p: number, random: () => number, training: boolean): number[] {
  if (!training) return x;
  return x.map((value) => (random() >= p ? value / (1 - p) : 0));
}`,
    why: "It drops, it scales what it keeps, and at inference it stays out of the way: the whole of Dropout.",
    further: "At p = 1 nothing is sent, so the mean is lost. Why can no scale bring it back?",
    check: (
      answer: (
        x: number[],
        p: number,
        random: () => number,
        training: boolean,
      ) => ArrayLike<number>,
      why: string,
    ) => checkDropout(answer, { scaled: true, evaluates: true, why }),
  }),
});
