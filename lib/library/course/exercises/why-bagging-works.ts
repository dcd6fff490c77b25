import { faultOfOutOfBag, judgeBags, outOfBag } from "../bagging/out-of-bag.ts";
import { checkFunction } from "../check-function.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { predict } from "../predict.ts";

/** What the third exercise asks for: the variance of a mean of B, of which each pair is as alike. */
export type VarianceOfMean = (rho: number, sigma2: number, B: number) => number;

/** How many different rows are in twenty bootstrap samples of 100 rows. */
const DISTINCT: readonly number[] = [
  62, 66, 65, 64, 65, 65, 60, 61, 63, 64, 62, 60, 70, 61, 63, 68, 63, 68, 68, 63,
];

const varianceOfMean: VarianceOfMean = (rho, sigma2, B) => rho * sigma2 + ((1 - rho) * sigma2) / B;

/** Other formulas, each with what to say to it. */
const OTHER_VARIANCES: readonly { is: VarianceOfMean; reason: string }[] = [
  {
    is: (_, sigma2, B) => sigma2 / B,
    reason: "That holds for independent ones. What each pair shares, rho · sigma2, stays.",
  },
  {
    is: (rho, sigma2) => rho * sigma2,
    reason:
      "That is the floor, which is reached with endlessly many. With B there is (1 − rho) · sigma2 / B more.",
  },
  {
    is: (rho, sigma2, B) => ((1 - rho) * sigma2) / B,
    reason: "That is the part that averages out. The part that all share is missing.",
  },
  {
    is: (rho, sigma2, B) => rho * sigma2 + sigma2 / B,
    reason:
      "It counts what is shared twice: at B = 1 it is more than sigma2. Only the rest, (1 − rho) · sigma2, is divided by B.",
  },
  {
    is: (rho, sigma2, B) => (1 - rho) * sigma2 + (rho * sigma2) / B,
    reason: "rho and 1 − rho have changed places: what is shared is what does not average out.",
  },
  {
    is: (_, sigma2) => sigma2,
    reason: "That is the variance of one. Where does B come in?",
  },
  {
    is: (rho, sigma2, B) => B * sigma2 + B * (B - 1) * rho * sigma2,
    reason: "That is the variance of the sum. The mean is the sum / B, so divide by B · B.",
  },
  {
    is: (rho, sigma2, B) => sigma2 + (B - 1) * rho * sigma2,
    reason:
      "That is the variance of the sum divided by B. A factor 1 / B counts squared in a variance: divide by B once more.",
  },
  {
    is: (rho, sigma2, B) => Math.sqrt(varianceOfMean(rho, sigma2, B)),
    reason: "That is the standard deviation. Its square is asked for.",
  },
  {
    is: (rho, sigma2, B) => varianceOfMean(rho, sigma2 * sigma2, B),
    reason: "It squares sigma2, which is a variance already.",
  },
  {
    is: (rho, sigma2, B) => varianceOfMean(rho, sigma2, Math.sqrt(B)),
    reason: "It divides by √B. So standard deviations shrink; a variance is divided by B.",
  },
  {
    is: (rho, sigma2, B) => varianceOfMean(rho, sigma2, B - 1),
    reason:
      "It divides by B − 1. That is for a variance measured on a sample; here sigma2 is given, and there are B parts.",
  },
  {
    is: (rho, sigma2, B) => varianceOfMean(rho * rho, sigma2, B),
    reason: "It squares rho. The covariance of a pair is rho · sigma2.",
  },
];

/**
 * The exercises of lesson 9: what the mean of many learners takes away.
 *
 * @example
 * ```ts
 * import { whyBaggingWorks } from "dropout-lab/course/why-bagging-works";
 * whyBaggingWorks.gain.check("a").outcome // → 'incorrect'
 * whyBaggingWorks.gain.check("c").outcome // → 'correct'
 * ```
 */
export const whyBaggingWorks = lesson("09-why-bagging-works", {
  distinct: predict({
    question:
      "100 patients are drawn from 100, each from all of them. How many different patients are in the sample? Within 4 is near enough.",
    truth: DISTINCT,
    of: "samples",
    band: [59, 67],
    mistakes: [
      { value: 100, reason: "100 are drawn, but some of them twice and more." },
      { value: 50, reason: "50 is half of them. More than half come." },
      { value: 37, reason: "About 37 never come. Those that do are asked for." },
      {
        value: 99,
        reason:
          "99 is for one that comes twice. It is far more: each draw may hit one that was there.",
      },
      {
        value: 75,
        reason: "75 is between half and all. Ask for one patient's chance never to come.",
      },
      { value: 0.63, reason: "0.63 is a share. How many of 100 are asked for." },
      { value: 0.37, reason: "0.37 is the share that never comes. How many come is asked for." },
    ],
    hints: [
      "One draw misses a patient with the chance 99 / 100. A hundred draws miss them with 0.99 to the power of 100.",
      "0.99 to the power of 100 is about 1 / e, or 0.37.",
    ],
    solution: "const distinct = 63;",
    why: "A patient never comes with the chance (1 − 1/100) to the power of 100, about 1 / e = 0.37. So about 63 come.",
    further: "Of a million patients, how large a share comes? Does it go on falling?",
  }),

  gain: choose({
    question:
      "Each of these learns from a study of 100 patients, alone or as the mean of 25 that learn from bootstrap samples of it. Whose error does bagging not lower? (a) a tree that asks until no question is left (b) a tree with one question only (c) a linear regression on all ten numbers (d) it lowers all three",
    right: "c",
    wrong: {
      a: "The full tree has the largest variance of the three, and two of its kind agree least. It gains most.",
      b: "It asks little, but which question, and at which threshold, hangs on few patients. So it varies, and gains, though less than the full tree.",
      d: "Bagging takes away variance. One of the three hardly has any, since it weighs all 100 patients smoothly.",
    },
    hints: [
      "What changes most when a few patients come twice and others never?",
      "A threshold jumps. A weighted sum of all patients moves a little.",
    ],
    solution: 'const gain = "c";',
    why: "A linear regression is a weighted sum of all the scores, so it moves little from study to study. Its copies lack a third of the patients and move more, and their mean only makes up for that.",
    further: "Would you bag the nearest neighbour, or the mean of the fifty nearest?",
  }),

  varianceOfMean: exercise<VarianceOfMean>({
    question:
      "Write the variance of the mean of B numbers. Each has the variance sigma2, and each pair of them the correlation rho. To six digits.",
    hints: [
      "Write the variance of the sum first: B variances, and B (B − 1) covariances.",
      "Each covariance is rho · sigma2. The mean is the sum / B, so divide by B · B.",
    ],
    solution: `function varianceOfMean(rho: number, sigma2: number, B: number): number {
  return rho * sigma2 + ((1 - rho) * sigma2) / B;
}`,
    why: "B variances and B (B − 1) covariances, divided by B². What all share stays, and the rest is divided by B.",
    further: "Can rho be −1 for two numbers? And for three? Ask the formula.",
    check: (answer, why) =>
      checkFunction(answer, {
        inputs: casesOf,
        reference: varianceOfMean,
        mistakes: OTHER_VARIANCES,
        why,
      }),
  }),

  outOfBag: mend({
    question:
      "outOfBag is to judge bagged trees without a test: the mean squared error of what is said to each row by those trees that have not seen it. y are the truths, samples[b] the rows that tree b learned from, said[b][i] what tree b says to row i. It lets every tree judge every row. Mend it; a row that all trees have seen is left out.",
    given: outOfBag,
    run: judgeBags,
    fault: faultOfOutOfBag,
    hints: [
      "samples[b].includes(i) says whether tree b has seen row i.",
      "Filter said by it before the mean. Where nothing is left, the mean is NaN: leave that row out, also of the number of rows.",
    ],
    solution: `function outOfBag(y: number[], samples: number[][], said: number[][]): number {
  const errors: number[] = [];
  y.forEach((truth, i) => {
    const heard = said.filter((_, b) => !samples[b].includes(i)).map((tree) => tree[i]);
    if (heard.length === 0) return;
    const mean = heard.reduce((sum, value) => sum + value, 0) / heard.length;
    errors.push((mean - truth) * (mean - truth));
  });
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}`,
    why: "Each row is now a test for the trees that never saw it, about a third of them.",
    further:
      "With 25 trees only about nine judge a row. Is the error that you get too high or too low?",
  }),
});

/** A correlation, a variance and a count; among them independent ones, one alone, and all the same. */
function casesOf(random: () => number, index: number): [rho: number, sigma2: number, B: number] {
  const [rho, sigma2, B] = [random(), 1 + 4000 * random(), 2 + Math.floor(60 * random())];
  if (index === 0) return [0, sigma2, B];
  if (index === 1) return [rho, sigma2, 1];
  return [index === 2 ? 1 : rho, sigma2, B];
}
