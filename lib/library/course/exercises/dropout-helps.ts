import { checkFunction } from "../check-function.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { compare, faultOfComparison, runComparison } from "../fair/run-comparison.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { predict } from "../predict.ts";

type Ends = [low: number, high: number];

/**
 * The exercises of lesson 6: whether dropout helps, and how one knows.
 *
 * @example
 * ```ts
 * import { dropoutHelps } from "dropout-lab/course";
 * dropoutHelps.progress().text
 * // → '06-does-dropout-help: 0 of 4 exercises done.\n  ○ gain\n  ○ across\n  ○ interval\n  ○ fair'
 * ```
 */
export const dropoutHelps = lesson("06-does-dropout-help", {
  gain: predict({
    question:
      "Twenty seeds, 500 training images, 800 steps. Of 797 unseen images the net without dropout gets about 40 wrong. What is the count with dropout less the count without, in a typical seed? Within 5 of the median is near enough.",
    truth: TRUTH,
    of: "seeds",
    band: [-12, -2],
    mistakes: [],
    hints: [
      "If dropout helps, the number is negative. If it did nothing, it would be about 0.",
      "The papers report that it takes away between a tenth and a third of the mistakes.",
    ],
    solution: "const gain = -7;",
    why: "Dropout takes away about a sixth of the mistakes; the seeds scatter around it by almost as much.",
    further: "How often would one seed have told you the opposite?",
  }),

  across: choose({
    question:
      "After 400 steps, with 1,000 images, the interval of the mean difference goes from A to B points. What does it say? (a) Dropout makes no difference there. (b) Dropout helps there, for most of the interval lies below 0. (c) A gain and a loss of the size of its ends are both compatible with these seeds: it is not established which. (d) 95 % of all seeds lie in it.",
    right: "c",
    wrong: {
      a: "An interval that holds 0 also holds other values, and none of them is ruled out. That no difference was found does not say that there is none.",
      b: "The interval is made so that its place varies with the seeds drawn. Where it holds 0, twenty other seeds could well give a mean on the other side.",
      d: "It is an interval for the mean, not for one seed. The dots of single seeds reach much farther, as the chart shows.",
    },
    hints: ["Which true differences would an interval at this place not surprise?"],
    solution: 'const across = "c";',
    why: "An interval lists the means that twenty such seeds do not contradict. This one lists gains, losses and 0.",
    further: "How many seeds would it take to decide? Half the width shrinks by the root of their number.",
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
  const squares = d.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const half = t * Math.sqrt(squares / (d.length - 1) / d.length);
  return [mean - half, mean + half];
}`,
    why: "The mean of n differences scatters by sd / √n, and t says how many of these the interval reaches to each side.",
    further: "For which lists is the interval a single point, and would you believe it?",
    check: (answer: (a: number[], b: number[], t: number) => Ends, why: string) =>
      checkFunction(answer, { inputs: pairs, reference: pairedEnds, mistakes: MISTAKES, why }),
  }),

  fair: mend({
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

const variance = (x: readonly number[]) =>
  x.reduce((sum, value) => sum + (value - mean(x)) ** 2, 0) / (x.length - 1);

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
    is: (a, b, t) =>
      endsOf(a, b, t, (d) => Math.sqrt((variance(d) * (d.length - 1)) / d.length ** 2)),
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
  { is: (a, b) => pairedEnds(a, b, 1.96), reason: "It takes 1.96 for every t. Take the given one." },
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
