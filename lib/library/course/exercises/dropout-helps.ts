import { checkFunction } from "../check-function.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import {
  type Compare,
  compare,
  faultOfComparison,
  runComparison,
  type Train,
} from "../fair/run-comparison.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { predict } from "../predict.ts";

export type { Compare, Train };

/** Both ends of an interval. */
export type Ends = [low: number, high: number];

/**
 * The exercises of lesson 6: whether dropout helps, and how one knows.
 *
 * @example
 * ```ts
 * import { dropoutHelps } from "dropout-lab/course/dropout-helps";
 * dropoutHelps.across.check("d").message
 * // → 'It is an interval for the mean, not for one seed. Single seeds reach from −1.4 to 0.75 points.'
 * ```
 */
export const dropoutHelps = lesson("06-does-dropout-help", {
  gain: predict({
    question:
      "With 500 images, after 800 steps, the net without dropout gets about 34 of the 797 unseen images wrong. What is the count with dropout less the count without, in a typical seed? A whole number within 3 of the median is near enough.",
    truth: [-5, -3, -11, -7, -2, -2, 0, -7, -5, -1, -4, -3, -6, -2, -10, -12, -3, -3, -7, -1],
    of: "seeds",
    band: [-6, -1],
    mistakes: [
      ...[1, 2, 3, 4, 5].map((value) => ({
        value,
        reason: `${value} says that dropout makes more mistakes. Where it helps, the difference is negative.`,
      })),
      { value: -17, reason: "Half of the neurons are dropped, but not half of the mistakes." },
      { value: 17, reason: "Half of the neurons are dropped; the mistakes do not follow them." },
      { value: 30, reason: "30 is about the count with dropout. The difference is asked for." },
      { value: 34, reason: "34 is the count without dropout. The difference is asked for." },
      { value: -34, reason: "Then no mistake at all would be left." },
      { value: -0.59, reason: "That is the mean in points of error. Count images." },
    ],
    hints: [
      "If dropout helps, the number is negative; if it did nothing, it would be about 0.",
      "It takes away about one mistake in seven, and the median is a little smaller than the mean.",
    ],
    solution: "const gain = -4;",
    why: "Dropout takes away about one mistake in seven here, and under none of these seeds it adds any.",
    further: "With 1,000 images some seeds say the opposite. How many, do you guess?",
  }),

  across: choose({
    question:
      "After 400 steps with 500 images the mean difference is −0.19 points, its interval from −0.48 to 0.09. What does that say? (a) Dropout makes no difference there. (b) Dropout helps there, for most of the interval lies below 0. (c) A gain, a small loss and no effect are all compatible with these seeds. (d) 95 % of all seeds give a difference between −0.48 and 0.09.",
    right: "c",
    wrong: {
      a: "The interval holds 0, and with it −0.4 and 0.05: none of them is ruled out. That no difference was found does not say that there is none.",
      b: "How much of it lies below 0 is no measure: the interval moves with the seeds drawn, and twenty others may well put its middle on the other side.",
      d: "It is an interval for the mean, not for one seed. Single seeds reach from −1.4 to 0.75 points.",
    },
    hints: [
      "Which true means do these seeds contradict, and which not?",
      "Read its ends as two claims, and 0 as a third.",
    ],
    solution: 'const across = "c";',
    why: "An interval lists the means that these seeds do not contradict. This one lists gains, a small loss, and 0.",
    further: "How wide would the interval be with eighty seeds instead of twenty?",
  }),

  interval: exercise({
    question:
      "Write interval: a and b are two lists, pair by pair of one seed, and t is Student's quantile. Give back [low, high], the confidence interval of the mean of a − b, to six digits.",
    hints: [
      "First make the list of differences: a.map((value, i) => value - b[i]).",
      "Their sd divides by n − 1: the sum of squared distances from the mean over n − 1, and its root.",
      "The interval is the mean ∓ t · sd / √n.",
    ],
    solution: `function interval(a: number[], b: number[], t: number): [number, number] {
  const d = a.map((value, i) => value - b[i]);
  const mean = d.reduce((sum, x) => sum + x, 0) / d.length;
  const squares = d.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  const half = t * Math.sqrt(squares / (d.length - 1) / d.length);
  return [mean - half, mean + half];
}`,
    why: "The mean of n differences scatters by sd / √n, and t says how many of these the interval reaches to each side.",
    further: "For which lists is the interval a single point, and would you believe it?",
    check: (answer: (a: number[], b: number[], t: number) => Ends, why: string) =>
      checkFunction(answer, { inputs: pairs, reference: pairedEnds, mistakes: MISTAKES, why }),
  }),

  compare: mend({
    question:
      "compare is to say, for each seed, how many more images the net with dropout (p = 0.5) gets wrong than the one without. train(p, seed) gives the wrong answers on the unseen images after each epoch, and the nets are to be judged after the last one. Two things make the comparison unfair. Mend them.",
    given: compare,
    run: runComparison,
    fault: faultOfComparison,
    hints: [
      "Under which seeds does each of the two nets learn?",
      "Math.min takes the best epoch, and it was chosen by looking at the unseen images. The last one needs no looking: .at(-1).",
    ],
    solution: `function compare(train: (p: number, seed: number) => number[], seeds: number[]): number[] {
  const last = (p: number, seed: number) => train(p, seed).slice(-1)[0];
  return seeds.map((seed) => last(0.5, seed) - last(0, seed));
}`,
    why: "Both nets now meet the same images and first weights, and neither is judged by a choice that the unseen images made for it.",
    further:
      "If one wants the best epoch, by which images may it be chosen? Neither by the training ones nor by those that judge.",
  }),
});

/** Two lists of the same length, from two pairs on, and a quantile. */
function pairs(random: () => number, index: number): [number[], number[], number] {
  const length = index === 0 ? 2 : 3 + Math.floor(20 * random());
  const common = Array.from({ length }, () => 20 + 20 * random());
  const noisy = () => common.map((value) => value + 8 * random());
  return [noisy(), noisy(), 1.9 + random()];
}

function pairedEnds(a: number[], b: number[], t: number): Ends {
  return endsOf(a, b, t, (d) => Math.sqrt(variance(d) / d.length));
}

/** From the mean difference t times the standard error to both sides. */
function endsOf(a: number[], b: number[], t: number, error: (d: number[]) => number): Ends {
  const d = a.map((value, i) => value - (b[i] as number));
  const half = t * error(d);
  return [mean(d) - half, mean(d) + half];
}

const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;

function variance(x: readonly number[]): number {
  const distances = x.map((value) => value - mean(x));
  return (mean(distances.map((distance) => distance * distance)) * x.length) / (x.length - 1);
}

const MISTAKES: { is: typeof pairedEnds; reason: string }[] = [
  {
    is: (a, b, t) => endsOf(a, b, t, (d) => Math.sqrt(variance(d))),
    reason: "√n is missing: that is where single differences lie. A mean of n scatters less.",
  },
  {
    is: (a, b, t) => endsOf(a, b, t, (d) => Math.sqrt(variance(d)) / d.length),
    reason: "It divides by n. A mean of n differences scatters by sd / √n.",
  },
  {
    is: (a, b, t) => endsOf(a, b, t, (d) => variance(d) / Math.sqrt(d.length)),
    reason: "It takes the variance for the sd. The sd is its square root.",
  },
  {
    is: (a, b, t) => endsOf(a, b, t, (d) => Math.sqrt(variance(d) * (d.length - 1)) / d.length),
    reason:
      "Its sd divides by n. The mean was estimated from the same differences, so divide by n − 1.",
  },
  {
    is: (a, b, t) => endsOf(a, b, t, (d) => Math.sqrt((variance(a) + variance(b)) / d.length)),
    reason:
      "That is the interval of two unpaired lists: it keeps what both share under a seed. Take the sd of the differences.",
  },
  { is: (a, b, t) => pairedEnds(b, a, t), reason: "That is b − a. The question is for a − b." },
  {
    is: (a, b) => pairedEnds(a, b, 1),
    reason: "t is missing: that reaches one standard error to each side.",
  },
  {
    is: (a, b) => pairedEnds(a, b, 1.96),
    reason: "It takes 1.96 for every t. Take the given one.",
  },
  {
    is: (a, b) => pairedEnds(a, b, 2.093),
    reason: "2.093 is t for twenty pairs. Take the given one.",
  },
  {
    is: (a, b, t) => [...pairedEnds(a, b, t)].reverse() as Ends,
    reason: "The ends have changed places: [low, high].",
  },
  {
    is: (a, b, t) => {
      const [low, high] = pairedEnds(a, b, t);
      return [(low + high) / 2, (high - low) / 2];
    },
    reason: "That is the mean and half the width. Give back both ends.",
  },
];
