import type { Hears, scalingFix } from "../../exercises/scaling-fix.ts";
import type { DropoutAnswer } from "../../index.ts";
import { coin, scaledBy } from "../dropouts.ts";
import type { Answers } from "../listed-answers.ts";

/** Right in training, and in use what is told. */
const inUse =
  (evaluate: (x: number[]) => unknown): DropoutAnswer =>
  (x, p, random, training) =>
    training ? coin(x, p, random, true) : (evaluate(x) as number[]);

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Fair coins, kept values times a factor in training, and the sum times another in use. */
const hearing =
  (training: (p: number) => number, use: (p: number) => number): Hears =>
  (x, p, random, isTraining) =>
    isTraining
      ? total(x.map((value) => (random() < p ? 0 : value * training(p))))
      : total(x) * use(p);

const one = () => 1;
const keep = (p: number) => 1 - p;
const inverse = (p: number) => 1 / (1 - p);

export const answers: Answers<typeof scalingFix> = {
  spread: {
    right: [8.16, 4.9 / 0.6, 8, 8.5, Math.sqrt(100 * (0.4 / 0.6))],
    wrong: [
      [4.9, /without scaling.*median 8\.15.* from 8\.06 to 8\.25/],
      [0, /takes no noise away/],
      [2.94, /4\.9 · 0\.6/],
      [13.6, /0\.6²/],
      [6.33, /√0\.6/],
      [24, /variance without/],
      [66.7, /Take its root/],
      [44.9, /4\.9 \+ 40/],
      [10, /root of 100/],
      [7, /too small/],
      [9, /too large/],
      ["8.16", /a string/],
    ],
  },
  hears: {
    right: [
      // the inverted way
      hearing(inverse, one),
      // the older way
      hearing(one, keep),
      // a loop, from the end
      (x, p, random, training) => {
        let sum = 0;
        for (let i = x.length - 1; i >= 0; i--) {
          if (!training || random() >= p) sum += x[i] as number;
        }
        return training ? sum / (1 - p) : sum;
      },
      // filter, and numbers drawn in use for nothing
      (x, p, random, training) => {
        const kept = x.filter(() => random() > p);
        return training ? total(kept) : total(x) * (1 - p);
      },
    ],
    wrong: [
      [hearing(one, one), /the bug of lesson 1.*80 on average in training, and 100 in use/],
      [hearing(inverse, inverse), /In use nothing is missing/],
      [hearing(keep, one), /kept values must grow/],
      [hearing((p) => 1 / (1 - p) / (1 - p), one), /twice/],
      [hearing((p) => 1 / p, one), /share that is dropped\. Divide/],
      [hearing(one, (p) => p), /In use multiply by the share/],
      [hearing(one, inverse), /still differ: .* 80 on average in training, and 125 in use/],
      [
        hearing(
          () => 2,
          (p) => 2 * (1 - p),
        ),
        /by a scale of your own/,
      ],
      // right at p = 0.4 only
      [hearing(() => 1 / 0.6, one), /still differ/],
      [
        hearing(
          () => 0,
          () => 0,
        ),
        /all is dropped/,
      ],
      // p taken for keeping
      [
        (x, p, random, training) =>
          total(x.map((value) => (!training ? value : random() < p ? value / p : 0))),
        /dropped in (79|80|81) of 100 steps/,
      ],
      // nothing dropped
      [total, /nothing is dropped now/],
      // dropping in use
      [
        (x, p, random) => hearing(inverse, one)(x, p, random, true),
        /Asked again in use.*nothing is drawn/,
      ],
      // one coin for all
      [
        (x, p, random, training) => total(x) * (!training ? 1 : random() < p ? 0 : 1 / (1 - p)),
        /scatters more/,
      ],
      // by the share that was kept
      [
        (x, p, random, training) => {
          if (!training) return total(x);
          if (x.length < 2) return hearing(inverse, one)(x, p, random, true);
          const kept = x.filter(() => random() >= p);
          return kept.length === 0 ? 0 : (total(kept) * x.length) / kept.length;
        },
        /scatters less/,
      ],
      // the first one only
      [
        (x, p, random, training) => hearing(inverse, one)(x.slice(0, 1), p, random, training),
        /In use it is right for one activation/,
      ],
      [
        (x, p, random, training) =>
          training ? hearing(inverse, one)(x.slice(0, 1), p, random, true) : total(x),
        /In training it is right for one/,
      ],
      [() => 100, /nothing is dropped now/],
      [() => {}, /must return a number, and it returned undefined/],
      [() => Number.NaN, /returned NaN/],
      [(x) => x, /an array/],
      [60, /must be the program, a function/],
    ],
  },
  scale: {
    right: [1.25, 1 / 0.8, 1 / (1 - 0.2), 5 / 4, Math.fround(1 / 0.8)],
    wrong: [
      [0.8, /smaller/],
      [5, /Divide by the share that is kept/],
      [1.2, /1 \+ p/],
      [0.2, /probability to drop/],
      [1, /naive/],
      [0.25, /1 more/],
      [4, /Divide 1 by 1 − p/],
      [1.5625, /twice/],
      [1.118, /root/],
      [1.667, /p = 0\.4/],
      [125, /per cent/],
      [0.8333, /1 \/ \(1 \+ p\)/],
      [0.83, /1 \/ \(1 \+ p\)/],
      [0.6, /1 − p at p = 0\.4/],
      [1.67, /p = 0\.4/],
      [0.64, /counts once/],
      [0.16, /variance/],
      [1.26, /near/],
      ["1.25", /a string/],
    ],
  },
  rate: {
    right: [0.5, 1 / 2, 0.1 * 5, 100 / 200],
    wrong: [
      [0.4, /8\.16/],
      [1 / 11, /variance 10/],
      [0.0909, /variance 10/],
      [0.1, /10 \/ 100/],
      [0.99, /There are 100 neurons/],
      [0.909, /must be 100/],
      [50, /per cent/],
      [0.0099, /makes the variance 1/],
      [0.6, /1 − p at p = 0\.4/],
      [0.382, /scaled twice/],
      [0.1127, /without scaling/],
      [100, /is the variance/],
      [10, /is the standard deviation/],
      [1, /Solve that for p/],
      [0.501, /near.*six digits/],
      [0.499, /near/],
      [0.50001, /near/],
      ["0.5", /a string/],
    ],
  },
  dropout: {
    right: [
      // the mask first
      (x, p, random, training) => {
        if (!training) return [...x];
        const mask = x.map(() => random() >= p);
        return x.map((value, i) => (mask[i] ? value / (1 - p) : 0));
      },
      // a scale that is computed once
      (x, p, random, training) => {
        const scale = p === 1 ? 0 : 1 / (1 - p);
        return training ? x.map((v) => (random() < p ? 0 : v * scale)) : x;
      },
      // a loop
      (x, p, random, training) => {
        if (training === false) return x;
        const y: number[] = new Array(x.length).fill(0);
        for (let i = 0; i < x.length; i++) if (random() >= p) y[i] = (x[i] as number) / (1 - p);
        return y;
      },
      // float32
      (x, p, random, training) =>
        training
          ? Float32Array.from(x, (v) => (random() < p ? 0 : v * Math.fround(1 / (1 - p))))
          : Float32Array.from(x),
      // p = 1 apart
      (x, p, random, training) => {
        if (!training) return x;
        if (p === 1) return x.map(() => 0);
        return x.map((v) => ((random() < p ? 0 : 1) * v) / (1 - p));
      },
      // numbers drawn at inference too
      (x, p, random, training) =>
        x.map((v) => {
          const kept = random() >= p;
          if (!training) return v;
          return kept ? v / (1 - p) : 0;
        }),
      // reduce
      (x, p, random, training) =>
        x.reduce<number[]>(
          (all, v) => all.concat(training ? (random() < p ? 0 : v / (1 - p)) : v),
          [],
        ),
      // >
      (x, p, random, training) => (training ? x.map((v) => (random() > p ? v / (1 - p) : 0)) : x),
      // six digits
      (x, p, random, training) =>
        training ? x.map((v) => (random() < p ? 0 : Number((v / (1 - p)).toFixed(6)))) : x,
    ],
    wrong: [
      // training and inference swapped
      [
        (x, p, random, training) => (training ? x : coin(x, p, random, true)),
        /have changed places/,
      ],
      // lesson 1's, copied
      [
        (x, p, random, training) => (training ? x.map((v) => (random() < p ? 0 : v)) : x),
        /kept values stay as they are/,
      ],
      // scaled twice
      [scaledBy((p) => 1 / (1 - p) / (1 - p)), /scaled twice/],
      // times 1 - p
      [scaledBy((p) => 1 - p), /multiplied by 1 - p, which/],
      // over p
      [scaledBy((p) => 1 / p), /divided by p/],
      // times p
      [scaledBy((p) => p), /multiplied by p, the share that is dropped/],
      // times 1 + p
      [scaledBy((p) => 1 + p), /1 \+ p, which makes up too little/],
      // over 1 + p
      [scaledBy((p) => 1 / (1 + p)), /divided by 1 \+ p/],
      // times p / (1 - p)
      [scaledBy((p) => p / (1 - p)), /multiplied by p\/\(1 - p\)/],
      // over the root
      [scaledBy((p) => 1 / Math.sqrt(1 - p)), /square root/],
      // always times 2
      [scaledBy(() => 2), /multiplied by 2, and at p = 0\.4/],
      // right at 0.4 only
      [scaledBy(() => 1 / 0.6), /at p = 0\.2 the factor must be/],
      // by the share that was kept
      [
        (x, p, random, training) => {
          if (!training) return x;
          const mask = x.map(() => random() >= p);
          const kept = mask.filter(Boolean).length;
          return x.map((v, i) => (mask[i] && p < 1 ? (v * x.length) / kept : 0));
        },
        /this draw happened to keep/,
      ],
      // p and keep swapped throughout
      [
        (x, p, random, training) => (training ? x.map((v) => (random() < p ? v / p : 0)) : x),
        /p is the probability to drop/,
      ],
      // NaN at p = 1
      [
        (x, p, random, training) =>
          training ? x.map((v) => (v * Number(random() >= p)) / (1 - p)) : x,
        /divides by 0 there/,
      ],
      // dropping at inference
      [(x, p, random) => coin(x, p, random, true), /still dropped/],
      // the older way, added
      [
        (x, p, random, training) =>
          training ? coin(x, p, random, true) : x.map((v) => v * (1 - p)),
        /older way/,
      ],
      // scaling at inference
      [
        (x, p, random, training) =>
          training ? coin(x, p, random, true) : x.map((v) => v / (1 - p)),
        /multiplied by 1\.667/,
      ],
      // all zeros at inference
      [
        (x, p, random, training) => (training ? coin(x, p, random, true) : x.map(() => 0)),
        /still dropped/,
      ],
      // no inference
      [
        (x, p, random, training) => (training ? coin(x, p, random, true) : (undefined as never)),
        /undefined/,
      ],
      // strings
      [
        (x, p, random) =>
          coin(x, p, random, true) && (x.map((v) => (v / (1 - p)).toFixed(6)) as never),
        /a string/,
      ],
      // shorter at inference
      [inUse((x) => x.slice(1)), /In eval mode .* as many values as x/],
      // longer at inference
      [inUse((x) => [...x, 0]), /In eval mode .* as many values as x/],
      // strings at inference
      [inUse((x) => x.map(String)), /In eval mode .* a string/],
      // a sum at inference
      [inUse((x) => x.length), /In eval mode .* returned a number/],
      // whole numbers at inference
      [inUse((x) => Int32Array.from(x)), /In eval mode/],
      // sizes at inference
      [inUse((x) => x.map(Math.abs)), /In eval mode .* multiplied by -1/],
      // turned round at inference
      [inUse((x) => [...x].reverse()), /In eval mode/],
      // changed in place at inference
      [inUse((x) => x.fill(0)), /changes the array/],
      // scaled in large layers only
      [
        (x, p, random, training) =>
          training ? x.map((v) => (random() < p ? 0 : x.length > 100 ? v / (1 - p) : v)) : x,
        /among \d+ activations, .* When it is kept it becomes/,
      ],
      // scaled by 2 where p is near 1
      [
        (x, p, random, training) =>
          training ? x.map((v) => (random() < p ? 0 : v / (p > 0.95 ? 0.5 : 1 - p))) : x,
        /When it is kept it becomes|At p = 1/,
      ],
      // negative ones not scaled
      [
        (x, p, random, training) =>
          training ? x.map((v) => (random() < p ? 0 : v < 0 ? v : v / (1 - p))) : x,
        /different factors/,
      ],
    ],
  },
};
