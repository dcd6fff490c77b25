import type { hiddenBug } from "../../exercises/hidden-bug.ts";
import type { Answers } from "../listed-answers.ts";

const at = (z: number[], i: number) => z[i] as number;
const powers = (z: number[]) => z.reduce((sum, v) => sum + Math.exp(v), 0);
/** With a largest logit that is told. */
const shifted = (z: number[], m: number) => z.reduce((sum, v) => sum + Math.exp(v - m), 0);
const right = (z: number[], truth: number) => {
  const m = Math.max(...z);
  return m + Math.log(shifted(z, m)) - at(z, truth);
};

export const answers: Answers<typeof hiddenBug> = {
  more: {
    right: [0, 1, -2, 5, -8, 8, 0.5],
    wrong: [
      [797, /all of them/],
      [398.5, /half of the images/],
      [400, /half of the images/],
      [717, /a net that guesses/],
      [695, /a net that guesses/],
      [100, /100 is too large.*The truth, in 20 nets/],
      [-50, /-50 is too small.*median/],
      ["0", /a string/],
      [Number.NaN, /NaN/],
    ],
  },
  factor: {
    right: [1.953125, 1.25 * 1.25 * 1.25, 1 / 0.8 / 0.8 / 0.8, 1 / 0.512, Math.fround(1.953125)],
    wrong: [
      [1.25, /one layer sends/],
      [1.5625, /two layers/],
      [3.75, /adds the three factors/],
      [1.75, /second quarter is of 1\.25/],
      [0.512, /would repair/],
      [125, /probability to keep/],
      [0.008, /three in a row/],
      [1.728, /1\.2³/],
      [8, /belongs to p = 0\.5/],
      [4, /the lesson's net/],
      [2.5, /1 − 3 · 0\.2/],
      [1.95, /near/],
      [1, /too small/],
      ["1.953125", /a string/],
    ],
  },
  measure: {
    right: ["d", "D", " d "],
    wrong: [
      ["a", /measure the accuracy better/],
      ["b", /whole order/],
      ["c", /counts answers/],
      ["e", /nothing is wrong yet/],
      ["loss", /one of "a", "b"/],
      [4, /a number/],
    ],
  },
  loss: {
    right: [
      right,
      // the differences to the truth's logit, their largest taken out
      (z, t) => {
        const d = z.map((v) => v - at(z, t));
        const m = Math.max(...d);
        return m + Math.log(shifted(d, m));
      },
      // two by two: ln(e^a + e^b) is the larger one and ln(1 + e^−|a − b|)
      (z, t) =>
        z.reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))) - at(z, t),
      // a loop, sorted
      (z, t) => {
        const [m = 0, ...rest] = [...z].sort((a, b) => b - a);
        let sum = 1;
        for (const v of rest) sum += Math.exp(v - m);
        return Math.log(sum) - (at(z, t) - m);
      },
    ],
    wrong: [
      [(z, t) => -Math.log(Math.exp(at(z, t)) / powers(z)), /NaN or Infinity/],
      [(z, t) => Math.log(powers(z)) - at(z, t), /sum of powers is Infinity/],
      [
        (z, t) => {
          const m = Math.max(...z);
          return -Math.log(Math.exp(at(z, t) - m) / shifted(z, m));
        },
        /−ln 0 is Infinity/,
      ],
      [(z, t) => -right(z, t), /That is ln q/],
      [(z, t) => Math.exp(-right(z, t)), /probability q of the truth/],
      [(z, t) => 1 - Math.exp(-right(z, t)), /1 − q/],
      [(z, t) => right(z, t) / Math.LN2, /in bits/],
      [(z, t) => right(z, t) / Math.LN10, /base 10/],
      [(z) => right(z, z.indexOf(Math.max(...z))), /loss of the answer/],
      [(z) => right(z, 0) + at(z, 0), /must be taken from it/],
      [(z, t) => Math.max(...z) - at(z, t), /leaves out the logarithm/],
      [(z, t) => Math.log(shifted(z, Math.max(...z))) - at(z, t), /never put back/],
      [(z, t) => -at(z, t), /Where are the others/],
      [() => 2.5, /2\.5 for every input/],
      [(z, t) => (z.length === 10 ? right(z, t) : 2.5), /is right/],
      [(z, t) => String(right(z, t)), /must return a number/],
      [() => undefined, /returned undefined/],
      [
        (z, t) => {
          const value = right(z, t);
          z.sort();
          return value;
        },
        /changes what it is given/,
      ],
      [(z, t) => right(z, t) + Math.random(), /two different results/],
    ],
  },
};
