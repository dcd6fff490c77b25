import { checkDropout } from "../check-dropout.ts";
import { checkNumber } from "../check-number.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { predict } from "../predict.ts";
import { usualMistakes } from "../usual-mistakes.ts";

/** The most that the neuron receives in 10,000 draws at p = 0.4, with the seeds 0 to 19. */
const LUCKIEST: readonly number[] = [
  77, 76, 78, 77, 78, 79, 78, 78, 78, 79, 77, 76, 77, 77, 78, 80, 80, 76, 78, 77,
];

/**
 * The exercises of lesson 1: dropping without scaling.
 *
 * @example
 * ```ts
 * import { naiveDropout } from "dropout-lab/course/naive-dropout";
 * naiveDropout.expected.question
 * // → 'The same 100 neurons, but p = 0.25. What does the neuron receive on average in training, to six digits?'
 * ```
 */
export const naiveDropout = lesson("01-naive-dropout", {
  luckiest: predict({
    question:
      "Each of 100 neurons sends 1, or with probability p = 0.4 nothing. How much arrives in the luckiest of 10,000 draws? Within 5 of the usual number is near enough.",
    truth: LUCKIEST,
    of: "times 10,000 draws",
    band: [73, 82],
    mistakes: [
      {
        value: 100,
        reason:
          "For 100 all hundred must be kept at once, with probability 0.6 to the power of 100: in 10²² draws not once.",
      },
      {
        value: 90,
        reason: "90 are kept once in forty thousand million draws, and here are ten thousand.",
      },
      { value: 60, reason: "60 is what arrives on average, and half of all draws bring more." },
      {
        value: 57,
        reason: "57 is the one draw above. Of ten thousand the luckiest brings far more.",
      },
      { value: 40, reason: "40 is what is lost on average: p is the probability to drop." },
      { value: 65, reason: "65 or more arrive in about every sixth draw." },
      { value: 70, reason: "70 or more arrive in about every fortieth draw." },
      {
        value: 0.6,
        reason: "0.6 is what one neuron sends on average. What arrives from all 100?",
      },
    ],
    hints: [
      "On average 60 arrive. Is 61 rare? Is 100 possible in ten thousand draws?",
      "70 or more arrive in about every fortieth draw, 80 or more once in sixty thousand.",
    ],
    solution: "const luckiest: number = 78;",
    why: "Luck brings about 18 more than the mean of 60, and hardly ever above 20, since a hundred coins even out. What is missing to 100 is no bad luck.",
    further:
      "At which p do 100 arrive in the luckiest of ten thousand draws? Work it out, then move the next slider.",
  }),

  gap: choose({
    question:
      "A net has learned behind naive dropout at p = 0.4, and is used. What does our neuron receive then, compared with what it received in training on average? (a) as much: over many steps the masks average out (b) less: what was dropped is missing for good (c) 40 % more: the 40 % that were dropped (d) two thirds more (e) that depends on how many neurons it listens to",
    right: "d",
    wrong: {
      a: "The masks average out to 60 and not to 100: to average is no repair.",
      b: "Nothing is missing for good. Each step draws another mask, and in use there is none.",
      c: "40 of 100 were dropped, but it learned with 60: beside these, 40 more are two thirds.",
      e: "Of n neurons it receives n in use and 0.6 n on average in training: how many they are cancels out. Only the spread depends on it.",
    },
    hints: [
      "How much does it receive on average in training, how much in use?",
      "Divide 100 by 60.",
    ],
    solution: 'const gap: string = "d";',
    why: "100 / 60 = 1 / (1 − p) = 1.67: two thirds more than what it learned with, in every layer that drops.",
    further: "At which p does it receive twice as much in use, and at which ten times?",
  }),

  expected: exercise<number>({
    question:
      "The same 100 neurons, but p = 0.25. What does the neuron receive on average in training, to six digits?",
    hints: [
      "Each of the 100 neurons sends 1 when it is kept and 0 when it is dropped. How often is one kept?",
      "The expected value is 100 · (1 − p).",
    ],
    solution: "const expected = 100 * (1 - 0.25);",
    why: "Each neuron is kept with probability 1 − p = 0.75, and expectations add up: 100 · 0.75 = 75.",
    further:
      "What does it receive on average if every second weight is −1, and how far does that scatter?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 75,
        why,
        mistakes: [
          { value: 25, reason: "25 is what is lost on average: p is the probability to drop." },
          { value: 100, reason: "100 arrives at inference, where nothing is dropped." },
          { value: 60, reason: "60 belongs to p = 0.4. Here p is 0.25." },
          {
            value: 40,
            reason: "40 is what is lost at p = 0.4. Here p is 0.25, and what is kept counts.",
          },
          {
            value: 0.75,
            reason: "0.75 is what one neuron sends on average. There are 100 of them.",
          },
          {
            value: 100 / 0.75,
            reason:
              "That is 100 divided by 1 − p. Dropping makes the sum smaller: multiply by 1 − p. (Dividing is lesson 2's repair.)",
          },
          { value: 400, reason: "That is 100 divided by p. Multiply by the share that is kept." },
          {
            value: 125,
            reason: "That is 100 · (1 + p). Dropping makes the sum smaller, not larger.",
          },
          {
            value: 99.75,
            reason: "That is 100 − p. Each of the 100 is dropped with probability p.",
          },
          { value: 56.25, reason: "That is 100 · (1 − p)²: 1 − p is multiplied once." },
          {
            value: 18.75,
            reason: "That is the variance, 100 · p · (1 − p). The mean is asked for.",
          },
          {
            value: Math.sqrt(18.75),
            reason: "That is the standard deviation. The mean is asked for.",
          },
          {
            value: 7500,
            reason: "7500 is 75 in per cent of each neuron. 100 neurons send 1 each.",
          },
          ...usualMistakes(100, 0.25, 75),
        ],
      }),
  }),

  naive: exercise({
    question:
      "Write naive dropout on a plain array: x are the activations, p is the probability to drop, from 0 to 1, and each call of random() gives a number in [0, 1). Give back a new array, where a dropped value is 0.",
    hints: [
      "Ask random() once for each activation. It is below p in a share p of all calls.",
      "x.map((value) => …) makes a new array from x, value by value.",
      "Keep where random() >= p, and put 0 elsewhere.",
    ],
    solution: `function naive(x: number[], p: number, random: () => number): number[] {
  return x.map((value) => (random() >= p ? value : 0));
}`,
    why: "One independent coin for each activation, kept values left as they are: naive dropout.",
    further:
      "At p = 0.5: could one random number decide about two neurons, and they still be independent?",
    check: (
      answer: (x: number[], p: number, random: () => number) => ArrayLike<number>,
      why: string,
    ) => checkDropout(answer, { scaled: false, why }),
  }),

  neurons: exercise<number>({
    question:
      "How many neurons of activation 1 and weight 1 does it take until the standard deviation is 1 % of the mean, at p = 0.4? Within 1 % is close enough.",
    hints: [
      "With n neurons the mean is n · (1 − p) and the standard deviation is the square root of n · p · (1 − p).",
      "Their ratio is the square root of p / (n · (1 − p)). Set it to 0.01 and solve for n.",
    ],
    solution: "const neurons = Math.ceil(0.4 / (0.6 * 0.01 * 0.01));",
    why: "n = p / ((1 − p) · 0.01²) ≈ 6,667: the noise fades with the square root of n only, so a hundredth takes thousands.",
    further: "And for 0.1 % of the mean? What does a digit more cost?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 6667,
        tolerance: 67,
        why,
        mistakes: [
          {
            value: 15000,
            reason:
              "p and 1 − p have changed places: the ratio is the square root of p / (n · (1 − p)).",
          },
          {
            value: 67,
            reason:
              "At 67 neurons the ratio is 10 %. It is the square of 1 % that counts: 0.01 · 0.01.",
          },
          {
            value: 2400,
            reason:
              "That is the variance of 10,000 neurons. Compare the standard deviation with the mean.",
          },
          {
            value: 2 / 3,
            reason: "That is p / (1 − p). Divide it by the square of 1 %, 0.01 · 0.01.",
          },
          { value: 4000, reason: "That is p / 0.01². The mean is n · (1 − p): 1 − p is missing." },
          {
            value: 1 / 0.00006,
            reason: "That is 1 / ((1 − p) · 0.01²). The variance is n · p · (1 − p): p is missing.",
          },
          { value: 10000, reason: "That is 1 / 0.01². What p does is missing." },
          {
            value: Math.sqrt(2 / 3) / 0.0001,
            reason: "A root too many: n = p / ((1 − p) · 0.01²), without one.",
          },
          {
            value: Math.sqrt(2 / 3) / 0.01,
            reason: "That is the square root of the answer: n itself stands under the root.",
          },
          {
            value: 25000,
            reason: "That is 1 / (p · 0.01²). The ratio is the square root of p / (n · (1 − p)).",
          },
          {
            value: 0.4 / 0.36 / 0.0001,
            reason:
              "That is p / ((1 − p)² · 0.01²): of the two 1 − p in the mean's square the variance takes one away.",
          },
          {
            value: 667,
            reason: "A ten too few: the square of 1 % is 0.0001.",
          },
        ],
      }),
  }),
});
