import { checkNumber, describe, describeReturned } from "../check-number.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { seeded } from "../seeded.ts";
import { correct, incorrect, type Verdict } from "../verdict.ts";

/** What the third exercise asks for: whether y can be the output of dropout for x. */
export type Verify = (x: number[], y: number[], p: number) => boolean;

/**
 * Before and after `nn.Dropout` of a rate that is not told: 7 / 20.
 *
 * @example
 * ```ts
 * import { mystery } from "dropout-lab/course";
 * const { before, after } = mystery;
 * (after[0] / before[0]).toFixed(3) // → '1.538'
 * ```
 */
export const mystery = {
  before: [0.52, -1.3, 0.78, 2.6, -0.26, 1.04, 0.39, -0.65],
  after: [0.8, 0, 1.2, 4, -0.4, 0, 0.6, 0],
} as const;

interface VerifyCase {
  x: number[];
  y: number[];
  p: number;
  expected: boolean;
  /** What an answer shows that gets this case wrong. */
  reason: string;
}

function verifyCases(): VerifyCase[] {
  const random = seeded(3);
  const x = Array.from({ length: 200 }, () => 2 * random() - 1);
  const drop = (p: number, scale: number) => x.map((value) => (random() < p ? 0 : value * scale));
  const single = drop(0.2, 1.25).map(Math.fround);
  const odd = [...drop(0.2, 1.25)];
  odd[150] = (x[150] as number) * 1.3;
  return [
    {
      x: [4, -8, 12],
      y: [5, 0, 15],
      p: 0.2,
      expected: true,
      reason:
        "It says no to [5, 0, 15], which Dropout(0.2) may make of [4, -8, 12]: kept values are x / (1 − p), and any value may be dropped.",
    },
    {
      x,
      y: single,
      p: 0.2,
      expected: true,
      reason:
        "It says no to what Dropout(0.2) really gives. A computer's 1.25 · x is only near to it: compare with a small tolerance, such as 1e-6.",
    },
    {
      x,
      y: drop(0.2, 1),
      p: 0.2,
      expected: false,
      reason: "It says yes to kept values that are not scaled: that is naive dropout.",
    },
    {
      x,
      y: odd,
      p: 0.2,
      expected: false,
      reason:
        "It says yes although one of 200 values is neither 0 nor scaled. Look at every element.",
    },
    {
      x,
      y: drop(0.5, 2),
      p: 0.5,
      expected: true,
      reason: "It says no at p = 0.5, where the scale is 2. Compute the scale from p.",
    },
    {
      x,
      y: drop(0.5, 2),
      p: 0.2,
      expected: false,
      reason: "It says yes to values scaled by 2 when p is 0.2, where the scale is 1.25.",
    },
    {
      x,
      y: x.map((value) => -1.25 * value),
      p: 0.2,
      expected: false,
      reason: "It says yes to values whose sign has turned. Scaling keeps the sign.",
    },
    {
      x: [4, -8, 12],
      y: [5.0001, 0, 15],
      p: 0.2,
      expected: false,
      reason:
        "It says yes to 5.0001 where 5 is right. Six digits ask for a smaller tolerance, 1e-6.",
    },
  ];
}

function checkVerify(answer: Verify): Verdict {
  const given: unknown = answer;
  if (typeof given !== "function") {
    return incorrect(`The answer must be a function, and this is ${describe(given)}.`);
  }
  for (const { x, y, p, expected, reason } of verifyCases()) {
    const said: unknown = answer([...x], [...y], p);
    if (typeof said !== "boolean") {
      return incorrect(
        `verify must return true or false, and it returned ${describeReturned(said)}.`,
      );
    }
    if (said !== expected) return incorrect(reason);
  }
  return correct(
    "Every element is 0 or x / (1 − p): that is all that one output can prove. Which were dropped is chance.",
  );
}

/**
 * The exercises of lesson 3: the same numbers as PyTorch.
 *
 * @example
 * ```ts
 * import { pytorchCheck } from "dropout-lab/course";
 * pytorchCheck.progress().text
 * // → '03-the-pytorch-check: 0 of 3 exercises done.\n  ○ input\n  ○ rate\n  ○ verify'
 * ```
 */
export const pytorchCheck = lesson("03-the-pytorch-check", {
  input: exercise<number>({
    question: "After Dropout(0.5) in training mode an element reads 0.84. What was it before?",
    hints: ["It was kept, or it would read 0. By which number was it multiplied?"],
    solution: "const input = 0.84 * (1 - 0.5);",
    check: (answer) =>
      checkNumber(answer, {
        expected: 0.42,
        why: "A kept element is x / (1 − p), so x = 0.84 · 0.5 = 0.42.",
        mistakes: [
          {
            value: 1.68,
            reason: "1.68 is 0.84 scaled once more. Go back: undo the multiplication.",
          },
          {
            value: 0.84,
            reason: "0.84 is the output, and in training mode a kept element has grown.",
          },
        ],
      }),
  }),

  rate: exercise<number>({
    question:
      "Somebody dropped before and got after, but did not write down the p. Find it, to three digits.",
    hints: [
      "Counting zeros only estimates p. The size of the kept values gives it exactly.",
      "A kept value is before / (1 − p). So 1 − p is before / after.",
    ],
    solution: "const rate = 1 - before[0] / after[0];",
    check: (answer) =>
      checkNumber(answer, {
        expected: 0.35,
        tolerance: 0.0005,
        why: "before / after = 0.65 for every kept value, so p = 0.35 — whatever the share of zeros happens to be.",
        mistakes: [
          {
            value: 0.375,
            reason:
              "0.375 is the share of zeros, 3 of 8: an estimate of p with much noise. The kept values tell it exactly.",
          },
          { value: 0.65, reason: "0.65 is 1 − p, the probability to keep." },
          { value: 1 / 0.65, reason: "That is the scale, 1 / (1 − p). Solve it for p." },
        ],
      }),
  }),

  verify: exercise<Verify>({
    question:
      "Write verify: is y what Dropout(p) in training mode can make of x? True when every element of y is either 0 or x / (1 − p) to six digits, else false.",
    hints: [
      "y.every((value, i) => …) is true when the condition holds for all elements.",
      "Compare with a tolerance: Math.abs(value - x[i] / (1 - p)) < 1e-6.",
    ],
    solution: `function verify(x: number[], y: number[], p: number): boolean {
  return y.every((value, i) => value === 0 || Math.abs(value - x[i] / (1 - p)) < 1e-6);
}`,
    check: checkVerify,
  }),
});
