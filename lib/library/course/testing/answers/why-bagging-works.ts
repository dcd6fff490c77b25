import type { outOfBag } from "../../bagging/out-of-bag.ts";
import type { VarianceOfMean, whyBaggingWorks } from "../../exercises/why-bagging-works.ts";
import type { Answers } from "../listed-answers.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const right: VarianceOfMean = (rho, sigma2, B) => rho * sigma2 + ((1 - rho) * sigma2) / B;

/** A program that hears some trees, and makes an error of what they say. */
const hearing =
  (
    hears: (rows: number[], i: number) => boolean,
    errorOf: (heard: number[], truth: number, trees: number) => number = ofMean,
    over: (errors: number[], rows: number) => number = (errors) => sum(errors) / errors.length,
  ): typeof outOfBag =>
  (y, samples, said) => {
    const errors = y.flatMap((truth, i) => {
      const heard = said.flatMap((tree, b) =>
        hears(samples[b] as number[], i) ? [tree[i] as number] : [],
      );
      return heard.length === 0 ? [] : [errorOf(heard, truth, said.length)];
    });
    return over(errors, y.length);
  };
const unseen = (rows: number[], i: number) => !rows.includes(i);
function ofMean(heard: number[], truth: number): number {
  const distance = sum(heard) / heard.length - truth;
  return distance * distance;
}

export const answers: Answers<typeof whyBaggingWorks> = {
  distinct: {
    right: [63, 63.4, 100 * (1 - Math.exp(-1)), 60, 66],
    wrong: [
      [100, /twice and more/],
      [50, /More than half/],
      [37, /never come/],
      [99, /far more/],
      [75, /between half and all/],
      [0.63, /0\.63 is a share/],
      [0.37, /never comes/],
      [80, /80 is too large.*median/],
      [10, /too small.*median/],
      ["63", /a string/],
      [Number.NaN, /NaN/],
    ],
  },
  gain: {
    right: ["c", "C", " c "],
    wrong: [
      ["a", /gains most/],
      ["b", /less than the full tree/],
      ["d", /takes away variance/],
      ["e", /one of "a", "b", "c", "d"/],
      [3, /this is a number/],
    ],
  },
  varianceOfMean: {
    right: [
      right,
      // all pairs, over B²
      (rho, sigma2, B) => (B * sigma2 + B * (B - 1) * rho * sigma2) / (B * B),
      // one bracket
      (rho, sigma2, B) => sigma2 * (rho + (1 - rho) / B),
      // all entries of the covariance matrix, added up
      (rho, sigma2, B) => {
        let total = 0;
        for (let i = 0; i < B; i++) {
          for (let j = 0; j < B; j++) total += i === j ? sigma2 : rho * sigma2;
        }
        return total / (B * B);
      },
      (rho, sigma2, B) => Number(right(rho, sigma2, B).toPrecision(7)),
    ],
    wrong: [
      [(_, sigma2, B) => sigma2 / B, /independent ones/],
      [(rho, sigma2) => rho * sigma2, /is the floor/],
      [(rho, sigma2, B) => ((1 - rho) * sigma2) / B, /that all share is missing/],
      [(rho, sigma2, B) => rho * sigma2 + sigma2 / B, /twice/],
      [(rho, sigma2, B) => (1 - rho) * sigma2 + (rho * sigma2) / B, /changed places/],
      [(_, sigma2) => sigma2, /variance of one/],
      [(rho, sigma2, B) => B * sigma2 + B * (B - 1) * rho * sigma2, /of the sum/],
      [(rho, sigma2, B) => sigma2 * (1 + (B - 1) * rho), /divided by B\. A factor/],
      [(rho, sigma2, B) => Math.sqrt(right(rho, sigma2, B)), /standard deviation/],
      [(rho, sigma2, B) => right(rho, sigma2 * sigma2, B), /variance already/],
      [(rho, sigma2, B) => right(rho, sigma2, Math.sqrt(B)), /√B/],
      [(rho, sigma2, B) => right(rho * rho, sigma2, B), /squares rho/],
      [(rho, sigma2, B) => right(rho, sigma2, B - 1), /by B − 1/],
      [() => 500, /returns 500 for every input/],
      [(rho, sigma2, B) => String(right(rho, sigma2, B)), /must return a number/],
      [(rho, sigma2, B) => void right(rho, sigma2, B), /end with return/],
      [(rho, sigma2, B) => 1.01 * right(rho, sigma2, B), /is right/],
      [0.5, /must be a function/],
    ],
  },
  outOfBag: {
    right: [
      hearing(unseen),
      // sums, over sets of what was seen
      (y, samples, said) => {
        const sets = samples.map((rows) => new Set(rows));
        let [total, rows] = [0, 0];
        for (let i = 0; i < y.length; i++) {
          let [heard, count] = [0, 0];
          said.forEach((tree, b) => {
            if (sets[b]?.has(i)) return;
            heard += tree[i] as number;
            count++;
          });
          if (count === 0) continue;
          const error = heard / count - (y[i] as number);
          total += error * error;
          rows++;
        }
        return total / rows;
      },
      // NaN is left out at the end
      (y, samples, said) => {
        const errors = y
          .map((truth, i) => {
            const heard = said
              .filter((_, b) => samples[b]?.indexOf(i) === -1)
              .map((tree) => tree[i] as number);
            return ofMean(heard, truth);
          })
          .filter((error) => !Number.isNaN(error));
        return sum(errors) / errors.length;
      },
    ],
    wrong: [
      [hearing((rows, i) => rows.includes(i)), /other half/],
      [hearing(unseen, ofMean, (errors, rows) => sum(errors) / rows), /as one without error/],
      [
        (y, samples, said) =>
          sum(
            y.map((truth, i) =>
              ofMean(
                said.filter((_, b) => !samples[b]?.includes(i)).map((tree) => tree[i] as number),
                truth,
              ),
            ),
          ) / y.length,
        /NaN where every tree/,
      ],
      [
        hearing(
          unseen,
          (heard, truth) => sum(heard.map((one) => ofMean([one], truth))) / heard.length,
        ),
        /mean error of single trees/,
      ],
      [
        hearing(unseen, (heard, truth) => ofMean(heard.slice(0, 1), truth)),
        /one tree for each row/,
      ],
      [hearing(unseen, ofMean, (errors) => Math.sqrt(sum(errors) / errors.length)), /root of it/],
      [
        hearing(unseen, (heard, truth) => Math.abs(sum(heard) / heard.length - truth)),
        /Square them/,
      ],
      [
        hearing(unseen, (heard, truth, trees) => ofMean([sum(heard) / trees], truth)),
        /number of all trees/,
      ],
      // zeros for those that have seen the row
      [
        (y, samples, said) =>
          sum(
            y.map((truth, i) =>
              ofMean(
                said.map((tree, b) => (samples[b]?.includes(i) ? 0 : (tree[i] as number))),
                truth,
              ),
            ),
          ) / y.length,
        /zeros into the mean/,
      ],
      [() => 3600, /3600 for every crowd/],
      [hearing(unseen, ofMean, (errors) => sum(errors)), /is right/],
      [
        (y, samples, said) => {
          const error = hearing(unseen)(y, samples, said);
          y.sort();
          return error;
        },
        /changes what it is given/,
      ],
      [(y, samples, said) => String(hearing(unseen)(y, samples, said)), /must return a number/],
      [() => undefined, /must return a number, and it returned undefined/],
      ["outOfBag", /must be the program/],
    ],
  },
};
