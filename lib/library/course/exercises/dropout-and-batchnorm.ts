import { BatchNorm1d } from "../../nn/index.ts";
import { noGrad } from "../../tensor/index.ts";
import { checkFunction } from "../check-function.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import {
  faultOfRecalibration,
  type Recalibrate,
  seeRecalibration,
} from "../modes/recalibration.ts";
import { predict } from "../predict.ts";

export type { Recalibrate };

/** What the third exercise asks for: a ratio of variances from what a unit receives, and p. */
export type ShiftRatio = (z: number[], p: number) => number;

const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;
const relu = (z: readonly number[]) => z.map((value) => Math.max(0, value));

function moments(x: readonly number[]): { m: number; v: number } {
  const m = mean(x);
  return { m, v: mean(x.map((value) => (value - m) * (value - m))) };
}

/** The ratio for what stands before the dropout. */
function shiftOf(x: readonly number[], p: number): number {
  const { m, v } = moments(x);
  return 1 + (p / (1 - p)) * (1 + (m * m) / v);
}

const ratio: ShiftRatio = (z, p) => shiftOf(relu(z), p);

/** Ratios that are not the one, each with what to say to it. */
const OTHER_RATIOS: readonly { is: ShiftRatio; reason: string }[] = [
  {
    is: (z, p) => shiftOf(z, p),
    reason: "The ReLU is missing: dropout and BatchNorm get max(0, z), and not z.",
  },
  {
    is: (_, p) => 1 / (1 - p),
    reason:
      "1 / (1 − p) is the ratio of the second moments. The variance is what is left when the squared mean is taken off both.",
  },
  {
    is: (z, p) => 1 / ratio(z, p),
    reason: "That is the variance in use over the learned one. Turn the fraction round.",
  },
  {
    is: (z, p) => Math.sqrt(ratio(z, p)),
    reason: "That is the ratio of the standard deviations. The ratio of variances is its square.",
  },
  {
    is: (z, p) => {
      const { m, v } = moments(relu(z));
      return (v + m * m) / (1 - p) / v;
    },
    reason:
      "The squared mean is not taken off: (v + m²) / (1 − p) is the second moment, and the variance is m² less.",
  },
  {
    is: (z, p) => {
      const { m, v } = moments(relu(z));
      return (v / (1 - p) - m * m) / v;
    },
    reason: "The second moment before dropout is v + m², and not v.",
  },
  {
    is: (z, p) => ratio(z, 1 - p),
    reason: "It takes p for the probability to keep. p is the probability to drop.",
  },
  {
    is: (z, p) => 1 + p * (1 + ratioOfMean(z)),
    reason: "The noise of the mask has the variance p / (1 − p), because what is kept is scaled.",
  },
  {
    is: (z, p) => 1 + p * (1 - p) * (1 + ratioOfMean(z)),
    reason: "p (1 − p) is the variance of a mask that is not scaled. Divide it by (1 − p)².",
  },
  {
    is: (z, p) => {
      const { m, v } = moments(relu(z));
      return ((1 - p) * (v + m * m - (1 - p) * m * m)) / v;
    },
    reason: "That is naive dropout: what is kept is to be divided by 1 − p.",
  },
  {
    is: (z, p) => {
      const { m, v } = moments(relu(z));
      return 1 + (p / (1 - p)) * (1 + (m * m * (z.length - 1)) / (v * z.length));
    },
    reason:
      "It divides by n − 1 in the variance. Divide by n: the list is all that the unit receives.",
  },
  {
    is: (z, p) => ratio(z, p) - 1,
    reason: "That is by how much the ratio exceeds 1. Add the 1.",
  },
  {
    is: (z, p) => ratio(z, p) * moments(relu(z)).v,
    reason: "That is the variance that BatchNorm learns. Divide it by the one in use.",
  },
];

function ratioOfMean(z: readonly number[]): number {
  const { m, v } = moments(relu(z));
  return (m * m) / v;
}

/**
 * The exercises of lesson 8: dropout beside BatchNorm.
 *
 * @example
 * ```ts
 * import { dropoutAndBatchnorm } from "dropout-lab/course/dropout-and-batchnorm";
 * dropoutAndBatchnorm.shifted.check("a").message
 * // → 'Its only BatchNorm stands before the dropout: it meets the same in training and in use.'
 * ```
 */
export const dropoutAndBatchnorm = lesson("08-dropout-and-batchnorm", {
  learned: predict({
    question:
      "A unit sends relu(z), z from a standard normal distribution, through dropout with p = 0.4 to a BatchNorm. What is the variance that the BatchNorm learned in training, divided by the one that it meets in use? Within 0.15 of the median is near enough.",
    // What the lesson's program finds with the seeds 0 to 19.
    truth: [
      1.929, 1.958, 2.009, 2.027, 1.977, 1.966, 1.958, 1.997, 1.94, 1.92, 2.008, 1.968, 1.999,
      1.983, 1.964, 1.974, 1.986, 1.964, 1.937, 2.008,
    ],
    of: "seeds",
    band: [1.82, 2.12],
    mistakes: [
      {
        value: 1,
        reason: "1 would mean that the scale keeps the variance. It keeps the mean, and no more.",
      },
      {
        value: 5 / 3,
        reason:
          "1.667 is by how much the second moment grows. The variance is the second moment less the squared mean, and the mean did not grow.",
      },
      {
        value: 0.6,
        reason: "0.6 is the share that is kept. What is kept is scaled by 1 / 0.6, and spreads.",
      },
      {
        value: 0.5,
        reason: "That is the variance in use over the learned one. Turn the fraction round.",
      },
      {
        value: 25 / 9,
        reason: "2.778 is 1 / 0.6²: the squares of what is kept. But only 60 % are kept.",
      },
      {
        value: 2 / 3,
        reason:
          "0.667 is the variance of the scaled mask, p / (1 − p). It comes on top of the variance that is there.",
      },
      {
        value: 1.4,
        reason:
          "That is about the ratio of the standard deviations. Variances are asked for: square it.",
      },
    ],
    hints: [
      "Lesson 2: the scale keeps the mean, and multiplies the second moment by 1 / (1 − p).",
      "The variance is the second moment less the squared mean. The first grows by 5/3, the second stays. So the ratio is more than 5/3.",
    ],
    solution: "const learned = 1.98;",
    why: "The second moment grows by 5/3 and the squared mean stays, so what is left, the variance, grows by more: about twice.",
    further: "For which inputs is the ratio exactly 5/3?",
  }),

  shifted: choose({
    question:
      "Which net has a BatchNorm that meets another variance in use than the one it learned? (a) Linear, BatchNorm, ReLU, Dropout, Linear (b) Linear, BatchNorm, ReLU, Dropout, Linear, BatchNorm, ReLU, Linear (c) Linear, BatchNorm, ReLU, Linear, BatchNorm, ReLU, Dropout, Linear (d) Linear, ReLU, Dropout, LayerNorm, Linear",
    right: "b",
    wrong: {
      a: "Its only BatchNorm stands before the dropout: it meets the same in training and in use.",
      c: "The dropout stands behind the last BatchNorm, so neither of the two receives its noise.",
      d: "A LayerNorm takes mean and variance of each input as it comes, in training and in use. It learned none.",
    },
    hints: [
      "Follow the noise from the dropout to the end of the net. What does it meet?",
      "A linear layer adds the noise up and passes it on.",
    ],
    solution: 'const shifted = "b";',
    why: "The dropout stands after one BatchNorm, and before the next: the Linear between passes its noise on.",
    further: "Where else in (b) could the dropout stand so that nothing shifts?",
  }),

  ratio: exercise<ShiftRatio>({
    question:
      "Write ratio: z holds what a unit receives, input by input, and p is the drop probability, below 1. The unit sends relu(z) through dropout to a BatchNorm. Return the variance that the BatchNorm learns over the one that it meets in use, to six digits. Divide by n, and not by n − 1, in the variance.",
    hints: [
      "First a = relu(z), then its mean m and its variance v.",
      "What is learned is (v + m²) / (1 − p) − m². What is met is v.",
    ],
    solution: `function ratio(z: number[], p: number): number {
  const mean = (x: number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const a = z.map((value) => Math.max(0, value));
  const m = mean(a);
  const v = mean(a.map((value) => (value - m) * (value - m)));
  return ((v + m * m) / (1 - p) - m * m) / v;
}`,
    why: "Dropout multiplies the second moment v + m² by 1 / (1 − p) and keeps the mean; the difference of the two is the variance that is learned.",
    further: "A unit is nearly always active: m is large and v small. What becomes of its ratio?",
    check: (answer, why) =>
      checkFunction(answer, { inputs: received, reference: ratio, mistakes: OTHER_RATIOS, why }),
  }),

  recalibrate: mend<Recalibrate, ReturnType<typeof seeRecalibration>>({
    question:
      "recalibrate is to do two things: measure again, from the images x, what the BatchNorms of a trained net will meet in use; and leave all modules in evaluation. It fails at both. Mend it.",
    given: (net, x) => {
      net.train();
      for (const norm of net.modules()) {
        if (!(norm instanceof BatchNorm1d)) continue;
        norm.resetRunningStats();
        norm.momentum = null;
      }
      noGrad(() => net.forward(x));
    },
    run: seeRecalibration,
    fault: faultOfRecalibration,
    hints: [
      "net.train() reaches the dropouts, too. Which modules must be in training, and which must not?",
      "net.eval() first, and then norm.train() for each BatchNorm.",
      "At the end net.eval() once more.",
    ],
    solution: `function recalibrate(net: Sequential, x: Tensor<"float32">): void {
  net.eval();
  for (const norm of net.modules()) {
    if (!(norm instanceof BatchNorm1d)) continue;
    norm.resetRunningStats();
    norm.momentum = null;
    norm.train();
  }
  noGrad(() => net.forward(x));
  net.eval();
}`,
    why: "The BatchNorms were in training and the dropouts were not, so what was measured is what use will bring.",
    further: "momentum stays null afterwards. What would that change if the training went on?",
  }),
});

/** What 2 to 40 inputs make a unit receive; some of it is positive, and not all of it alike. */
function received(random: () => number, index: number): [z: number[], p: number] {
  const count = index === 0 ? 2 : 3 + Math.floor(38 * random());
  const shift = 2 * random();
  const z = Array.from({ length: count }, () => 4 * random() - 2 + shift);
  z[0] = 1 + random();
  z[1] = -0.5 - random();
  return [z, 0.05 + 0.9 * random()];
}
