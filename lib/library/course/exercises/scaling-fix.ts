import { checkDropout } from "../check-dropout.ts";
import { checkNumber } from "../check-number.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { usualMistakes } from "../usual-mistakes.ts";

/**
 * The exercises of lesson 2: dropping and scaling.
 *
 * @example
 * ```ts
 * import { scalingFix } from "dropout-lab/course/scaling-fix";
 * scalingFix.progress().text.split("\n")[0]
 * // → '02-the-scaling-fix: 0 of 3 exercises done.'
 * ```
 */
export const scalingFix = lesson("02-the-scaling-fix", {
  scale: exercise<number>({
    question:
      "With p = 0.2, by which number is a kept activation multiplied in training? To six digits.",
    hints: [
      "A share 1 − p of the activations is kept. By what must they grow to make up for the rest?",
      "The factor is 1 / (1 − p).",
    ],
    solution: "const scale = 1 / (1 - 0.2);",
    why: "1 / (1 − 0.2) = 1.25: four of five are kept, and each of the four carries a quarter of what the fifth would have sent.",
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
