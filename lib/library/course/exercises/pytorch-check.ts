import { checkNumber } from "../check-number.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { predict } from "../predict.ts";
import { usualMistakes } from "../usual-mistakes.ts";
import { checkVerify, type Verify } from "../verify/check-verify.ts";

export type { Verify };

/**
 * Before and after `nn.Dropout` of a rate that is not told: 7 / 20.
 *
 * @example
 * ```ts
 * import { mystery } from "dropout-lab/course/pytorch-check";
 * const { before, after } = mystery;
 * (after[0] / before[0]).toFixed(3) // → '1.538'
 * ```
 */
export const mystery = {
  before: [0.52, -1.3, 0.78, 2.6, -0.26, 1.04, 0.39, -0.65],
  after: [0.8, 0, 1.2, 4, -0.4, 0, 0.6, 0],
} as const;

/**
 * The exercises of lesson 3: the same numbers as PyTorch.
 *
 * @example
 * ```ts
 * import { pytorchCheck } from "dropout-lab/course/pytorch-check";
 * pytorchCheck.progress().text.split("\n")[0]
 * // → '03-the-pytorch-check: 0 of 5 exercises done.'
 * ```
 */
export const pytorchCheck = lesson("03-the-pytorch-check", {
  grown: predict({
    question:
      "An element of 0.1256 goes through Dropout(0.2) in training mode, and this draw keeps it. What comes out? Within 0.0005 is near enough.",
    truth: new Array<number>(17).fill(0.157),
    of: "draws that keep it",
    band: [0.1565, 0.1575],
    mistakes: [
      {
        value: 0.1256,
        reason:
          "0.1256 is what went in. In training mode a kept element makes up for dropped ones.",
      },
      { value: 0, reason: "0 comes out where an element is dropped. This one is kept." },
      {
        value: 0.1256 * 0.8,
        reason: "That is x · (1 − p). A kept element must grow: divide by 1 − p.",
      },
      {
        value: 0.1256 / 0.2,
        reason: "That is x / p. p is the share that is dropped; divide by the one that is kept.",
      },
      { value: 0.1256 * 1.2, reason: "That is x · (1 + p), which makes up too little." },
      { value: 0.1256 * 0.2, reason: "That is x · p. A kept element must grow." },
      {
        value: 0.1256 / 0.64,
        reason: "That is x / (1 − p)², scaled twice. Once is enough.",
      },
      { value: 0.3256, reason: "That is x + p. Dropout multiplies, it adds nothing." },
      { value: 1.25, reason: "1.25 is the scale. Multiply 0.1256 by it." },
      { value: 0.16, reason: "0.16 is right to two digits. Give two more." },
    ],
    hints: [
      "Lesson 2: on average as much must come out as went in, and one of five is dropped.",
      "It is multiplied by 1 / (1 − p) = 1.25.",
    ],
    solution: "const grown: number = 0.1256 / (1 - 0.2);",
    why: "What is kept is x / (1 − p) = 0.1256 / 0.8, the same in every draw. Chance decides only whether it is kept.",
    further: "How small must p be so that it reads 0.13 to two digits, before and after?",
  }),

  evaluation: choose({
    question:
      "dropout.eval() has been called. What does the module do with a tensor now? (a) It keeps every element, and multiplies by 1.25. (b) It keeps every element, and multiplies by 1 − p = 0.8. (c) It hands it through as it is. (d) It drops by one mask that stays the same. (e) It drops as before, but computes no gradients.",
    right: "c",
    wrong: {
      a: "The factor makes up for what is dropped. Where nothing is dropped, every sum would be 1.25 times too large.",
      b: "That is the older way, for a training that does not scale. This one has scaled in training.",
      d: "A fixed mask would be a smaller net, for good. In evaluation all neurons take part.",
      e: "That is noGrad, another switch: it leaves dropout on. Lesson 5 has nets that fell for it.",
    },
    hints: [
      "What has training already done, so that nothing is left to do in use?",
      "Training scales. So on average in use the input itself is right.",
    ],
    solution: 'const evaluation: string = "c";',
    why: "Training has made up for what it drops, so in evaluation there is no mask, no factor, and not even a copy.",
    further: "Which call brings dropout back, and what does dropout.training say before and after?",
  }),

  input: exercise<number>({
    question:
      "After Dropout(0.5) in training mode an element reads 0.84. What was it before, to six digits?",
    hints: [
      "It was kept, or it would read 0. By which number was it multiplied?",
      "It was multiplied by 1 / (1 − p) = 2. Undo that.",
    ],
    solution: "const input = 0.84 * (1 - 0.5);",
    why: "A kept element is x / (1 − p), so x = 0.84 · 0.5 = 0.42.",
    further: "Another element reads 0. What can you say about what it was?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 0.42,
        why,
        mistakes: [
          {
            value: 1.68,
            reason: "1.68 is 0.84 scaled once more. Go back: undo the multiplication.",
          },
          {
            value: 0.84,
            reason: "0.84 is the output, and in training mode a kept element has grown.",
          },
          { value: 0.34, reason: "0.34 is 0.84 − p. Dropout multiplies, it takes nothing away." },
          { value: 1.34, reason: "1.34 is 0.84 + p. Dropout multiplies; undo that by 1 − p." },
          { value: 0.21, reason: "0.21 undoes the scale twice. It was multiplied by 2 once." },
          { value: 0.56, reason: "0.56 is 0.84 / (1 + p). The scale was 1 / (1 − p)." },
          { value: 1.26, reason: "1.26 is 0.84 · (1 + p). The scale was 1 / (1 − p); undo it." },
          ...usualMistakes(0.84, 0.5, 0.42),
        ],
      }),
  }),

  rate: exercise<number>({
    question:
      "Somebody dropped before and got after, but did not write down the p. Find it, to three digits (within 0.0005).",
    hints: [
      "Counting zeros only estimates p. The size of the kept values gives it exactly.",
      "A kept value is before / (1 − p). So 1 − p is before / after.",
    ],
    solution: "const rate = 1 - before[0] / after[0];",
    why: "before / after = 0.65 for every kept value, so p = 0.35 — whatever the share of zeros happens to be.",
    further: "How many elements would it take to find p to three digits by counting zeros?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 0.35,
        tolerance: 0.0005,
        why,
        mistakes: [
          {
            value: 0.375,
            reason:
              "0.375 is the share of zeros, 3 of 8: an estimate of p with much noise. The kept values tell it exactly.",
          },
          {
            value: 0.625,
            reason:
              "0.625 is the share that was kept, 5 of 8. The size of the kept values tells p exactly.",
          },
          { value: 0.65, reason: "0.65 is 1 − p, the probability to keep." },
          { value: 1 / 0.65, reason: "That is the scale, 1 / (1 − p). Solve it for p." },
          {
            value: 1 / 0.65 - 1,
            reason: "That is the scale less 1, p / (1 − p). 1 − p is before / after.",
          },
          { value: 1 - 1 / 0.65, reason: "That is 1 − after / before. 1 − p is before / after." },
          {
            value: 0.28,
            reason: "0.28 is after − before of one element. Dropout multiplies: divide them.",
          },
          { value: 0.65 / 0.35, reason: "That is (1 − p) / p. 1 − p is before / after." },
          { value: 0.2, reason: "0.2 is the p of the lesson. This one is told by before / after." },
          { value: 0.5, reason: "0.5 is the p of exercise 1. This one is told by before / after." },
          { value: 35, reason: "35 is p in per cent. p itself lies between 0 and 1." },
        ],
      }),
  }),

  verify: exercise<Verify>({
    question:
      "Write verify: is y what Dropout(p) in training mode can make of x? True when every element of y is either exactly 0 or x / (1 − p) to six digits, else false. To six digits: off by 0.0000003 still counts as equal, off by 0.00002 no longer.",
    hints: [
      "y.every((value, i) => …) is true when the condition holds for all elements.",
      "Compare with a tolerance: Math.abs(value - x[i] / (1 - p)) < 1e-6.",
    ],
    solution: `function verify(x: number[], y: number[], p: number): boolean {
  return y.every((value, i) => value === 0 || Math.abs(value - x[i] / (1 - p)) < 1e-6);
}`,
    why: "Every element is 0 or x / (1 − p): that is all that one output can prove. Which were dropped is chance.",
    further: "What could a second output for the same x show that one cannot?",
    check: (answer, why) => checkVerify(answer, why),
  }),
});
