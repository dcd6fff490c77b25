import type { naiveDropout } from "../../exercises/naive-dropout.ts";
import { coin, scaledBy } from "../dropouts.ts";
import type { Answers } from "../listed-answers.ts";

/** Drops more of some values than of others. */
const bySign =
  (factor: (value: number) => number) => (x: number[], p: number, random: () => number) =>
    x.map((value) => (random() < factor(value) * p ? 0 : value));

export const answers: Answers<typeof naiveDropout> = {
  luckiest: {
    right: [78, 73, 82, 77.5],
    wrong: [
      [100, /10²² draws not once.*median 78, from 76 to 80/],
      [90, /forty thousand million/],
      [60, /on average, and half of all draws/],
      [57, /the one draw above/],
      [40, /lost on average/],
      [65, /every sixth/],
      [70, /every fortieth/],
      [0.6, /one neuron sends/],
      [72, /too small.*The truth/],
      [85, /too large.*The truth/],
      ["78", /a string/],
      [Number.NaN, /NaN/],
    ],
  },
  gap: {
    right: ["d", "D", " d"],
    wrong: [
      ["a", /to 60 and not to 100/],
      ["b", /another mask/],
      ["c", /it learned with 60/],
      ["e", /cancels out/],
      ["f", /must be one of "a", "b", "c", "d", "e"/],
      ["two thirds more", /must be one of/],
      [1.67, /a number/],
    ],
  },
  expected: {
    right: [75, 100 * (1 - 0.25), 100 - 100 * 0.25, 0.75 * 100, 75.0001, 74.9999],
    wrong: [
      [25, /lost on average/],
      [100 / 0.75, /divided by 1 − p/],
      [133.33, /divided by 1 − p/],
      [133, /divided by 1 − p/],
      [40, /lost at p = 0\.4/],
      [60, /belongs to p = 0\.4/],
      [100, /at inference/],
      [0.75, /one neuron sends/],
      [400, /divided by p/],
      [125, /1 \+ p/],
      [99.75, /100 − p/],
      [56.25, /multiplied once/],
      [18.75, /variance/],
      [4.33, /standard deviation/],
      [74.9, /near.*six digits.*rather than measure or round/],
      [74.98, /near/],
      [75.02, /near/],
      [50, /50 is too small/],
      ["75", /must be a number, and this is a string/],
      [75n, /a bigint/],
      [[75], /an array/],
      [() => 75, /a function: call it/],
      [Number.NaN, /NaN/],
      [Number.POSITIVE_INFINITY, /Infinity.*divided by 0/],
      [-75, /sign has turned/],
      [33.33, /100 · p \/ \(1 − p\)/],
      [166.67, /100 \/ \(1 − p\) at p = 0\.4/],
      [80, /100 \/ \(1 \+ p\)/],
      [140, /at p = 0\.4/],
      [36, /at p = 0\.4/],
    ],
  },
  naive: {
    right: [
      // map
      (x, p, random) => x.map((value) => (random() >= p ? value : 0)),
      // map and a product
      (x, p, random) => x.map((value) => value * Number(random() >= p)),
      // a loop
      (x, p, random) => {
        const y: number[] = [];
        for (const value of x) y.push(random() < p ? 0 : value);
        return y;
      },
      // reduce
      (x, p, random) =>
        x.reduce<number[]>((all, value) => {
          all.push(random() < p ? 0 : value);
          return all;
        }, []),
      // reduce that makes a new array each time
      (x, p, random) =>
        x.reduce<number[]>((all, value) => all.concat(random() < p ? 0 : value), []),
      // a Float32Array
      (x, p, random) => Float32Array.from(x, (v) => (random() < p ? 0 : v)),
      // a Float64Array, filled from its end
      (x, p, random) => {
        const y = new Float64Array(x.length);
        for (let i = x.length - 1; i >= 0; i--) y[i] = random() < p ? 0 : (x[i] as number);
        return y;
      },
      // Array.from
      (x, p, random) => Array.from(x, (v) => (random() < p ? 0 : v)),
      // a copy that is changed
      (x, p, random) => {
        const y = [...x];
        y.forEach((_, i) => {
          if (random() < p) y[i] = 0;
        });
        return y;
      },
      // recursion
      function drop(x, p, random): number[] {
        const [first, ...rest] = x;
        if (first === undefined) return [];
        return [random() < p ? 0 : first, ...drop(rest, p, random)];
      },
      // negative zeros
      (x, p, random) => x.map((value) => (random() < p ? -0 : value)),
    ],
    wrong: [
      // the scaled one, copied from lesson 2
      [coin, /scaling of the next lesson/],
      // times 1 - p
      [scaledBy((p) => 1 - p), /multiplied by 1 - p\. The mask alone/],
      // times p
      [scaledBy((p) => p), /multiplied by p\. The mask alone/],
      // times 2
      [scaledBy(() => 2), /multiplied by 2, and here kept values must stay/],
      // the mask
      [
        (x: number[], p: number, random: () => number) => x.map(() => (random() < p ? 0 : 1)),
        /mask alone/,
      ],
      // strings
      [(x: number[]) => x.map(String), /must be a number, and one is a string/],
      // toFixed
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p ? 0 : v.toFixed(6))),
        /a string \(".*"\).* toFixed\(\) and toPrecision\(\) make a string/,
      ],
      // booleans
      [(x: number[]) => x.map(() => true), /one is a boolean/],
      // null
      [(x: number[]) => x.map(() => null), /one is null/],
      // a number
      [60, /must be a function, and this is a number/],
      // its result
      [[1, 0, 1], /must be a function, and this is an array/],
      // a sum
      [(x: number[]) => x.length * 0.6, /returned a number/],
      // a text
      [(x: number[]) => x.join(), /must return an array, and it returned a string/],
      // a hard-coded array
      [() => [1, 0, 1, 1], /as many values as x: for 400 it has 4/],
      // the input
      [(x: number[]) => x, /nothing is dropped/],
      // small instead of dropped
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p ? v * (1 - p) : v)),
        /nothing becomes 0: values are multiplied by .*0\.6/,
      ],
      // dropped values taken out, zeros at the end
      [
        (x: number[], p: number, random: () => number) => {
          const kept = x.filter(() => random() >= p);
          return [...kept, ...Array(x.length - kept.length).fill(0)];
        },
        /in all of \d+ draws|in 100 of/,
      ],
      // one coin for equal activations
      [
        (x: number[], p: number, random: () => number) => {
          const coins = new Map<number, boolean>();
          return x.map((value) => {
            if (!coins.has(value)) coins.set(value, random() < p);
            return coins.get(value) ? 0 : value;
          });
        },
        /(Where all x are 1|Among \d+ activations): .* share one fate/,
      ],
      // more of the negative ones
      [bySign((v) => (v < 0 ? 1.05 : 0.95)), /in 100/],
      // more of the large ones
      [bySign((v) => (Math.abs(v) > 1 ? 1.05 : 0.95)), /in 100/],
      // only positive ones
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p || v < 0 ? 0 : v)),
        /in all of|in 100|share one fate/,
      ],
      // 1 for each 0
      [
        (x: number[], p: number, random: () => number) => x.map((v) => (random() < p ? 0 : v || 1)),
        /activation of 0 becomes 1/,
      ],
      // tiny ones taken for 0
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p || Math.abs(v) < 1e-6 ? 0 : v)),
        /is dropped in all of|in 100|share one fate/,
      ],
      // clipped at a million
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p ? 0 : Math.min(v, 1e6))),
        /becomes 1000000\. When it is kept it stays as it is/,
      ],
      // sizes without signs
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p ? 0 : Math.abs(v))),
        /different factors/,
      ],
      // rounded to whole numbers
      [
        (x: number[], p: number, random: () => number) =>
          x.map((v) => (random() < p ? 0 : Math.round(v))),
        /./,
      ],
      // drawn by the activation, not by chance
      [
        (x: number[], p: number) => x.map((v) => ((Math.abs(v) * 7.31) % 1 < p ? 0 : v)),
        /drops the same neurons/,
      ],
      // the input changed in place, once in a while
      [
        (x: number[], p: number, random: () => number) => {
          const y = x.map((v) => (random() < p ? 0 : v));
          if (x.length === 100) x[0] = 0;
          return y;
        },
        /changes the array/,
      ],
    ],
  },
  neurons: {
    right: [6667, 6666, 6666.67, 0.4 / 0.6 / 0.0001, 6700, 6650, 6601, 6733],
    wrong: [
      [15000, /changed places/],
      [67, /ratio is 10 %/],
      [2400, /variance of 10,000/],
      [0.667, /Divide it by the square/],
      [4000, /1 − p is missing/],
      [16667, /p is missing/],
      [10000, /What p does is missing/],
      [8165, /A root too many/],
      [82, /n itself stands under the root/],
      [6500, /too small/],
      [6760, /near.*within 67/],
      ["6667", /a string/],
    ],
  },
};
