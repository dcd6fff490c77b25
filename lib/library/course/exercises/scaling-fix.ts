import { checkDropout } from "../check-dropout.ts";
import { checkNumber } from "../check-number.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";

/**
 * The exercises of lesson 2: dropping and scaling.
 *
 * @example
 * ```ts
 * import { scalingFix } from "dropout-lab/course";
 * scalingFix.progress().text
 * // → '02-the-scaling-fix: 0 of 3 exercises done.\n  ○ scale\n  ○ rate\n  ○ dropout'
 * ```
 */
export const scalingFix = lesson("02-the-scaling-fix", {
  scale: exercise<number>({
    question: "With p = 0.2, by which number is a kept activation multiplied in training?",
    hints: [
      "A share 1 − p of the activations is kept. By what must they grow to make up for the rest?",
      "The factor is 1 / (1 − p).",
    ],
    solution: "const scale = 1 / (1 - 0.2);",
    check: (answer) =>
      checkNumber(answer, {
        expected: 1.25,
        why: "1 / (1 − 0.2) = 1.25: four of five are kept, and each stands in for five quarters of itself.",
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
        ],
      }),
  }),

  rate: exercise<number>({
    question:
      "At which p does our neuron, which receives 100 on average, do so with a standard deviation of exactly 10?",
    hints: [
      "The variance of one scaled activation of 1 is p / (1 − p), and there are 100 of them.",
      "A standard deviation of 10 is a variance of 100. So p / (1 − p) must be 1.",
    ],
    solution: "const rate = 0.5;",
    check: (answer) =>
      checkNumber(answer, {
        expected: 0.5,
        why: "100 · p / (1 − p) = 10² where p = 1 − p: at one half the noise is a tenth of the signal.",
        mistakes: [
          { value: 0.4, reason: "At p = 0.4 the standard deviation is 8.16, as measured above." },
          {
            value: 1 / 11,
            reason: "That makes the variance 10. The standard deviation is its square root.",
          },
        ],
      }),
  }),

  dropout: exercise({
    question:
      "Write the whole of Dropout on a plain array: in training drop and scale, at inference (training = false) give back the input as it is.",
    hints: [
      "Start with the inference: if (!training) return x.",
      "In training keep where random() >= p, and multiply what is kept by 1 / (1 − p).",
      "Multiply only what is kept: at p = 1 the scale is Infinity, and Infinity · 0 is NaN.",
    ],
    solution: `function dropout(x: number[], p: number, random: () => number, training: boolean): number[] {
  if (!training) return x;
  return x.map((value) => (random() >= p ? value / (1 - p) : 0));
}`,
    check: (
      answer: (x: number[], p: number, random: () => number, training: boolean) => number[],
    ) =>
      checkDropout(answer, {
        scaled: true,
        evaluates: true,
        why: "It drops, it scales what it keeps, and at inference it stays out of the way: the whole of Dropout.",
      }),
  }),
});
