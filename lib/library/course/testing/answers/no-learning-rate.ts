import type { Fit, NewtonStep, noLearningRate } from "../../exercises/no-learning-rate.ts";
import type { Answers } from "../listed-answers.ts";

const at = (list: number[], i: number) => list[i] as number;
const chance = (w: number, x: number) => 1 / (1 + Math.exp(-w * x));
const mean = (x: number[], term: (value: number, i: number) => number) =>
  x.reduce((sum, value, i) => sum + term(value, i), 0) / x.length;
const slope = (w: number, x: number[], y: number[]) =>
  mean(x, (value, i) => (chance(w, value) - at(y, i)) * value);
const curvature = (w: number, x: number[]) =>
  mean(x, (value) => chance(w, value) * (1 - chance(w, value)) * value * value);

const right: NewtonStep = (w, x, y, alpha) =>
  w - (slope(w, x, y) + alpha * w) / (curvature(w, x) + alpha);

/** A hundred steps of gradient descent, by a rate that is computed from x. */
const descent =
  (rateOf: (x: number[]) => number): Fit =>
  (x, y) => {
    let w = 0;
    for (let i = 0; i < 100; i++) {
      w -= rateOf(x) * mean(x, (value, j) => (w * value - at(y, j)) * value);
    }
    return w;
  };

export const answers: Answers<typeof noLearningRate> = {
  steps: {
    right: [8, 4, 7.5, 12],
    wrong: [
      [650, /number of weights/],
      [500, /number of digits/],
      [65, /belong to each class/],
      [100, /the most that it may make/],
      [1, /parabola/],
      [1000, /gradient descent/],
      [3, /3 is too small.*median/],
      [30, /30 is too large.*median/],
      [Number.NaN, /NaN/],
      ["8", /a string/],
    ],
  },
  warning: {
    right: ["b", " B "],
    wrong: [
      ["a", /none to set/],
      ["c", /by luck/],
      ["d", /unfinished/],
      ["e", /one for all/],
      ["f", /one of "a", "b", "c", "d", "e"/],
      [2, /one of "a"/],
    ],
  },
  newtonStep: {
    right: [
      right,
      // sums instead of means, and the penalty times their number
      (w, x, y, alpha) => {
        let [g, h] = [alpha * w * x.length, alpha * x.length];
        x.forEach((value, i) => {
          const p = chance(w, value);
          g += (p - at(y, i)) * value;
          h += p * (1 - p) * value * value;
        });
        return w - g / h;
      },
      // σ (1 − σ) by the tangent's hyperbolic cousin, and one fraction
      (w, x, y, alpha) => {
        const bent = mean(x, (value) => {
          const t = Math.tanh((w * value) / 2);
          return ((1 - t * t) / 4) * value * value;
        });
        return (w * bent - slope(w, x, y)) / (bent + alpha);
      },
      // rounded to seven digits
      (w, x, y, alpha) => Number(right(w, x, y, alpha).toPrecision(7)),
    ],
    wrong: [
      [(w, x, y, alpha) => w - slope(w, x, y) - alpha * w, /rate of 1/],
      [(w, x, y, alpha) => 2 * w - right(w, x, y, alpha), /uphill/],
      [(w, x, y, alpha) => right(w, x, y, alpha) - w, /the step alone/],
      [(w, x, y) => w - slope(w, x, y) / curvature(w, x), /penalty is missing/],
      [(w, x, y, alpha) => w - (slope(w, x, y) + alpha * w) / curvature(w, x), /bends, too/],
      [(w, x, y, alpha) => w - slope(w, x, y) / (curvature(w, x) + alpha), /has a slope, too/],
      [
        (w, x, y, alpha) => {
          const n = x.length;
          return w - (n * slope(w, x, y) + alpha * w) / (n * curvature(w, x) + alpha);
        },
        /adds up over the rows/,
      ],
      [
        (w, x, y, alpha) => {
          const bent = mean(x, (value) => chance(w, value) * (1 - chance(w, value)) * value);
          return w - (slope(w, x, y) + alpha * w) / (bent + alpha);
        },
        /x stands twice/,
      ],
      [
        (w, x, y, alpha) =>
          w - (slope(w, x, y) + alpha * w) / (mean(x, (value) => value * value) + alpha),
        /squared errors/,
      ],
      [
        (w, x, y, alpha) =>
          w - (slope(w, x, y) + alpha * w) / (mean(x, (value) => value * value) / 4 + alpha),
        /only where p is a half/,
      ],
      [
        (w, x, y, alpha) => {
          const bent = mean(x, (value) => chance(w, value) * value * value);
          return w - (slope(w, x, y) + alpha * w) / (bent + alpha);
        },
        /and not p/,
      ],
      [
        (w, x, y, alpha) => w - (slope(w, x, y) + 2 * alpha * w) / (curvature(w, x) + 2 * alpha),
        /without the 2/,
      ],
      // a constant, the old weight, nothing at all, and a text
      [() => 0.5, /0\.5 for every input/],
      [(w) => w, /For .* it returns/],
      [() => undefined, /undefined/],
      [(w, x, y, alpha) => right(w, x, y, alpha).toFixed(6), /a string/],
      [
        (w, x, y, alpha) => {
          x.reverse();
          return right(w, x, y, alpha);
        },
        /changes what it is given/,
      ],
      [0.5, /must be a function/],
    ],
  },
  fit: {
    right: [
      descent((x) => 1 / mean(x, (value) => value * value)),
      // The bound of sag: no row curves more.
      descent((x) => 1 / Math.max(...x.map((value) => value * value))),
      // no steps at all
      (x, y) => mean(x, (value, i) => value * at(y, i)) / mean(x, (value) => value * value),
      // scaled features, and a rate for those
      (x, y) => {
        const size = Math.sqrt(mean(x, (value) => value * value));
        const scaled = x.map((value) => value / size);
        return descent(() => 0.5)(scaled, y) / size;
      },
    ],
    wrong: [
      [descent(() => 0.01), /of about 1000 it runs off.*too large/],
      [descent(() => 1e-7), /of about 0\.001 it gives.*stopped on the way/],
      [descent(() => 10), /of about 1 it runs off/],
      [descent((x) => 1 / mean(x, (value) => value)), /of about 16 it runs off/],
      [descent((x) => 3 / mean(x, (value) => value * value)), /runs off/],
      [descent((x) => -0.1 / mean(x, (value) => value * value)), /runs off/],
      [descent((x) => 0.001 / mean(x, (value) => value * value)), /stopped on the way/],
      [
        (x, y) => mean(y, (value) => value) / mean(x, (value) => value),
        /not the nearest|on the way/,
      ],
      [() => 1.5, /1\.5 for all features/],
      [() => undefined, /undefined/],
      [(x, y) => String(descent(() => 1 / mean(x, (v) => v * v))(x, y)), /a string/],
      [0.1, /must be the program/],
    ],
  },
};
