import { checkFunction } from "../check-function.ts";
import { checkNumber } from "../check-number.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { predict } from "../predict.ts";

/** The negative log-likelihood of the class `truth` under the logits of all classes. */
export type Loss = (logits: number[], truth: number) => number;

const logSumExp: (logits: number[]) => number = (logits) => {
  const largest = Math.max(...logits);
  return largest + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - largest), 0));
};
const rightLoss: Loss = (logits, truth) => logSumExp(logits) - at(logits, truth);
const at = (logits: number[], index: number) => logits[index] ?? Number.NaN;
const plainSum = (logits: number[]) => logits.reduce((sum, z) => sum + Math.exp(z), 0);

/**
 * The exercises of lesson 4: the bug that accuracy hides.
 *
 * @example
 * ```ts
 * import { hiddenBug } from "dropout-lab/course/hidden-bug";
 * hiddenBug.factor.check(1.25).message
 * // → '1.25 is what one layer sends too much. Its excess goes through the layers behind it.'
 * ```
 */
export const hiddenBug = lesson("04-the-bug-that-accuracy-hides", {
  more: predict({
    question:
      "Of the 797 test images, how many more does the net get wrong when the scale is missing? Within 8 is near enough.",
    // What `missingScale` recorded at p = 0.5: 7.97 times the difference of the errors.
    truth: [2, 1, -1, 1, -2, 0, 1, 0, 0, -1, -1, 2, 1, 2, 0, -1, -1, 0, -1, 1],
    of: "nets",
    band: [-8, 8],
    mistakes: [
      { value: 797, reason: "That would be all of them. The answer is only the largest of ten." },
      {
        value: 398.5,
        reason: "That is half of the images, as half of the neurons were dropped. None is now.",
      },
      // Nine tenths of the images, and those less what the scaled net gets wrong.
      ...[717, 695].map((value) => ({
        value,
        reason: "That would be a net that guesses. It still computes with what it learned.",
      })),
    ],
    hints: [
      "The net answers with the largest of ten numbers. What does a factor do to which is the largest?",
      "Every number of a layer doubles. Try it with three numbers of your own.",
    ],
    solution: "const more = 0;",
    why: "All ten numbers grow by about one factor, and the largest stays the largest.",
    further: "Which question to the net would have an answer that changes?",
  }),

  factor: exercise<number>({
    question:
      "A net without biases has three layers of naive dropout at p = 0.2, and nobody scales in use. By which factor are its logits too large? To six digits.",
    hints: [
      "One layer sends 1 / (1 − p) times too much. What does the next one make of that?",
      "The factors of the layers are multiplied: 1.25 · 1.25 · 1.25.",
    ],
    solution: "const factor = 1 / (1 - 0.2) ** 3;",
    why: "Each of the three layers makes it 1 / 0.8 times larger: 1.25³ = 1.953125.",
    further: "How many such layers does it take until the logits are ten times too large?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 1.953125,
        why,
        mistakes: [
          {
            value: 1.25,
            reason:
              "1.25 is what one layer sends too much. Its excess goes through the layers behind it.",
          },
          { value: 1.5625, reason: "1.5625 is for two layers, and here are three." },
          { value: 3.75, reason: "3.75 adds the three factors. One after the other multiplies." },
          {
            value: 1.75,
            reason: "1.75 adds a quarter three times. The second quarter is of 1.25.",
          },
          { value: 0.512, reason: "0.512 = 0.8³ is what would repair the logits, not the fault." },
          { value: 125, reason: "125 = 1 / 0.2³ takes p for the probability to keep." },
          { value: 0.008, reason: "0.008 = 0.2³ is the chance that three in a row are dropped." },
          { value: 1.728, reason: "1.728 = 1.2³. What is kept is 1 − p, and 1 / 0.8 is not 1.2." },
          { value: 8, reason: "8 = 2³ belongs to p = 0.5, and here p is 0.2." },
          { value: 4, reason: "4 is the factor of the lesson's net: two layers at p = 0.5." },
          { value: 2.5, reason: "2.5 is 1 / (1 − 3 · 0.2). The layers drop one after the other." },
        ],
      }),
  }),

  measure: choose({
    question:
      "The scale is missing in somebody's net. Which measure on the test images tells? (a) the accuracy, on ten times as many images, (b) the share of images whose truth is among the three likeliest digits, (c) the table of which digit is taken for which, (d) the mean negative log-likelihood, (e) the loss that was seen in training.",
    right: "d",
    wrong: {
      a: "More images measure the accuracy better, and it is the same with the bug and without.",
      b: "A factor keeps the whole order of the ten logits, and so the first three, too.",
      c: "The table counts answers, and the answers do not change. It hides the bug as accuracy does.",
      e: "In training the mask was there, for which the net learned: nothing is wrong yet. The bug comes with use.",
    },
    hints: [
      "Which of the measures depend on anything but the order of the ten logits?",
      "One of them looks at how large the probability of the truth is.",
    ],
    solution: 'const measure = "d";',
    why: "Accuracy, the first three and the table look at the order of the logits, which a factor keeps. The log-likelihood looks at the probabilities, which it changes.",
    further: "Would a table of probabilities, sorted by size over all images, tell without labels?",
  }),

  loss: exercise<Loss>({
    question:
      "Write loss: the negative log-likelihood of the class truth, −ln q of that class, from the logits of all classes. Logits may be as large as 5,000.",
    hints: [
      "−ln q of the truth is ln Σ e^z less the truth's own z.",
      "e^5000 is Infinity. Take the largest logit out of the sum: ln Σ e^z = m + ln Σ e^(z − m).",
    ],
    solution: `function loss(logits: number[], truth: number): number {
  const m = Math.max(...logits);
  const sum = logits.reduce((s, z) => s + Math.exp(z - m), 0);
  return m + Math.log(sum) - logits[truth];
}`,
    why: "ln Σ e^z − z of the truth, with the largest logit taken out of the sum, so that no power is too large for a number.",
    further: "What does the loss become when every logit grows by the same amount? And why?",
    check: (answer, why) =>
      checkFunction<[number[], number]>(answer, {
        inputs: (random, index) => {
          // Some with logits of the bug at p = 0.8, 25 times as large, and some beyond any power.
          const size = [2, 50, 5000][index % 3] ?? 2;
          const draw = () => size * (2 * random() - 1);
          // Whole thousands, so that no power lies between 0 and the least number with all its digits.
          const logit = size < 1000 ? draw : () => 1000 * Math.round(draw() / 1000);
          const logits = Array.from({ length: 3 + (index % 8) }, logit);
          return [logits, Math.floor(random() * logits.length)];
        },
        reference: rightLoss,
        why,
        cases: 24,
        mistakes: [
          {
            is: (z, t) => -Math.log(Math.exp(at(z, t)) / plainSum(z)),
            reason:
              "With large logits it gives NaN or Infinity: e^5000 is too large for a number. Take the largest logit out first.",
          },
          {
            is: (z, t) => Math.log(plainSum(z)) - at(z, t),
            reason:
              "With large logits the sum of powers is Infinity, or 0. Take the largest logit out of it first.",
          },
          {
            is: (z, t) => -Math.log(Math.exp(at(z, t) - logSumExp(z))),
            reason:
              "Where the truth lies far behind, its probability becomes 0, and −ln 0 is Infinity. Do not make the probability at all: subtract logarithms.",
          },
          { is: (z, t) => -rightLoss(z, t), reason: "That is ln q. The loss is its negative." },
          {
            is: (z, t) => Math.exp(-rightLoss(z, t)),
            reason: "That is the probability q of the truth. The loss is −ln q.",
          },
          {
            is: (z, t) => 1 - Math.exp(-rightLoss(z, t)),
            reason: "That is 1 − q. The loss is −ln q.",
          },
          {
            is: (z, t) => rightLoss(z, t) / Math.LN2,
            reason: "That is in bits, by the logarithm to base 2. ln is Math.log.",
          },
          {
            is: (z, t) => rightLoss(z, t) / Math.LN10,
            reason: "That is by the logarithm to base 10. ln is Math.log.",
          },
          {
            is: (z) => logSumExp(z) - Math.max(...z),
            reason:
              "That is the loss of the answer, of the largest logit, whatever is true. Take the logit of truth.",
          },
          {
            is: (z) => logSumExp(z),
            reason: "That is ln Σ e^z alone. The logit of the truth must be taken from it.",
          },
          {
            is: (z, t) => Math.max(...z) - at(z, t),
            reason:
              "That is by how much the truth lies behind. It leaves out the logarithm of the sum.",
          },
          {
            is: (z, t) => logSumExp(z) - Math.max(...z) - at(z, t),
            reason:
              "The largest logit was taken out of the sum and never put back. It must be added again.",
          },
          { is: (z, t) => -at(z, t), reason: "That is −z of the truth. Where are the others?" },
        ],
      }),
  }),
});
