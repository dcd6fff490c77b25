import type { dropoutHelps } from "../../exercises/dropout-helps.ts";
import { type Compare, compare as given, type Train } from "../../fair/run-comparison.ts";
import type { Answers } from "../listed-answers.ts";

const at = (x: readonly number[], i: number) => x[i] as number;
const last = (x: readonly number[]) => at(x, x.length - 1);
const sum = (x: readonly number[]) => x.reduce((total, value) => total + value, 0);
const squares = (x: readonly number[]) => {
  const distances = x.map((value) => value - sum(x) / x.length);
  return sum(distances.map((distance) => distance * distance));
};
const minus = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value - at(b, i));

/** An interval around the mean of a − b, with a half width of one's own. */
const around =
  (half: (d: number[], t: number, a: number[], b: number[]) => number) =>
  (a: number[], b: number[], t: number): [number, number] => {
    const d = minus(a, b);
    const middle = sum(d) / d.length;
    return [middle - half(d, t, a, b), middle + half(d, t, a, b)];
  };
const right = around((d, t) => t * Math.sqrt(squares(d) / (d.length - 1) / d.length));

/** A comparison that takes what one likes of the counts of both nets. */
const taking =
  (of: (dropped: number[], plain: number[]) => number, shift = 0): Compare =>
  (train, seeds) =>
    seeds.map((seed) => of(train(0.5, seed + shift), train(0, seed)));

export const answers: Answers<typeof dropoutHelps> = {
  gain: {
    right: [-4, -3.5, -1, -6],
    wrong: [
      [0, /0 is too large\. The truth, in 20 seeds: median -3\.5/],
      [4, /says that dropout makes more mistakes/],
      [-17, /not half of the mistakes/],
      [30, /count with dropout/],
      [34, /count without dropout/],
      [-34, /no mistake at all/],
      [-0.48, /too large/],
      [-0.59, /points of error/],
      [-9, /-9 is too small/],
      ["-4", /a string/],
      [Number.NaN, /NaN/],
    ],
  },
  across: {
    right: ["c", "C", " c "],
    wrong: [
      ["a", /none of them is ruled out/],
      ["b", /no measure/],
      ["d", /for the mean, not for one seed/],
      ["e", /one of "a", "b", "c", "d", and this is "e"/],
      [3, /this is a number/],
    ],
  },
  interval: {
    right: [
      right,
      (a, b, t) => {
        let total = 0;
        let ofSquares = 0;
        for (let i = 0; i < a.length; i++) {
          const d = at(a, i) - at(b, i);
          total += d;
          ofSquares += d * d;
        }
        const n = a.length;
        const half = t * Math.sqrt((ofSquares - (total * total) / n) / (n * (n - 1)));
        return [total / n - half, total / n + half];
      },
      around(
        (d, t) =>
          (t *
            Math.hypot(
              ...minus(
                d,
                d.map(() => sum(d) / d.length),
              ),
            )) /
          Math.sqrt(d.length * (d.length - 1)),
      ),
    ],
    wrong: [
      [around((d, t) => t * Math.sqrt(squares(d) / (d.length - 1))), /√n is missing/],
      [around((d, t) => (t * Math.sqrt(squares(d) / (d.length - 1))) / d.length), /divides by n\./],
      [around((d, t) => (t * squares(d)) / (d.length - 1) / Math.sqrt(d.length)), /variance for/],
      [around((d, t) => (t * Math.sqrt(squares(d))) / d.length), /divide by n − 1/],
      [
        around(
          (d, t, a, b) => t * Math.sqrt((squares(a) + squares(b)) / (d.length - 1) / d.length),
        ),
        /two unpaired lists/,
      ],
      [(a: number[], b: number[], t: number) => right(b, a, t), /That is b − a/],
      [(a: number[], b: number[]) => right(a, b, 1), /t is missing/],
      [(a: number[], b: number[]) => right(a, b, 1.96), /1\.96 for every t/],
      [(a: number[], b: number[]) => right(a, b, 2.093), /twenty pairs/],
      [(a: number[], b: number[], t: number) => right(a, b, t).reverse(), /changed places/],
      [(a: number[], b: number[]) => sum(minus(a, b)) / a.length, /must return an array/],
      [() => [-1, 1], /returns \[-1, 1\] for every input/],
      [(a: number[], b: number[], t: number) => [...right(a, b, t), 0], /2 values/],
      [(a: number[], b: number[], t: number) => right(a.sort(), b, t), /changes what it is given/],
    ],
  },
  compare: {
    right: [
      taking((dropped, plain) => last(dropped) - last(plain)),
      (train, seeds) => {
        const differences: number[] = [];
        for (const seed of seeds) {
          const [plain, dropped] = [train(0, seed).pop(), train(0.5, seed).pop()];
          differences.push((dropped ?? 0) - (plain ?? 0));
        }
        return differences;
      },
      (train, seeds) => {
        const lastOf = (p: number) => seeds.map((seed) => last(train(p, seed)));
        return minus(lastOf(0.5), lastOf(0));
      },
    ],
    wrong: [
      [taking((dropped, plain) => Math.min(...dropped) - last(plain)), /still judged by its best/],
      [taking((dropped, plain) => last(dropped) - last(plain), 100), /only one of the two nets/],
      [
        taking((dropped, plain) => Math.min(...dropped) - Math.min(...plain)),
        /no longer are unseen/,
      ],
      [taking((dropped, plain) => last(dropped) - Math.min(...plain)), /other by its last/],
      [taking((dropped, plain) => last(plain) - last(dropped)), /sign has turned/],
      [taking((dropped, plain) => at(dropped, 0) - at(plain, 0)), /first epoch/],
      [
        taking((dropped, plain) => sum(dropped) / dropped.length - sum(plain) / plain.length),
        /mean over all epochs/,
      ],
      [taking((dropped, plain) => last(dropped) - last(plain) - 1), /After their last epochs/],
      [(train: Train, seeds: number[]) => given(train, seeds).slice(1), /one number for each/],
      [(_: Train, seeds: number[]) => seeds.map(() => -3), /trains no net/],
      [(train: Train) => last(train(0.5, 1)), /a list of numbers, and it returned a number/],
      [
        (train: Train, seeds: number[]) =>
          seeds.map((seed) => last(train(0.4, seed)) - last(train(0, seed))),
        /p = 0\.4/,
      ],
      [
        (train: Train, seeds: number[]) =>
          seeds.map((seed) => last(train(0.5, seed + 3)) - last(train(0, seed + 3))),
        /not among the given/,
      ],
    ],
  },
};
