import { BatchNorm1d, type Module } from "../../../nn/index.ts";
import { noGrad } from "../../../tensor/index.ts";
import type { dropoutAndBatchnorm, Recalibrate } from "../../exercises/dropout-and-batchnorm.ts";
import type { Answers } from "../listed-answers.ts";

const square = (x: number) => x * x;
const mean = (x: number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;
const variance = (x: number[]) => mean(x.map((value) => square(value - mean(x))));
const relu = (z: number[]) => z.map((value) => Math.max(value, 0));
const moments = (z: number[]) => {
  const a = relu(z);
  return [square(mean(a)), variance(a)] as const;
};
const right = (z: number[], p: number) => {
  const [squared, v] = moments(z);
  return ((v + squared) / (1 - p) - squared) / v;
};

const normsOf = (net: { modules(): Module[] }) =>
  net.modules().filter((module) => module instanceof BatchNorm1d);

/** Resets all, sets the modes as is told, passes the images through, and ends in evaluation. */
const passing =
  (setModes: Recalibrate, times = 1): Recalibrate =>
  (net, x) => {
    for (const norm of normsOf(net)) {
      norm.resetRunningStats();
      norm.momentum = null;
    }
    setModes(net, x);
    for (let i = 0; i < times; i++) noGrad(() => net.forward(x));
    net.eval();
  };

const normsOnly: Recalibrate = (net) => {
  net.eval();
  for (const norm of normsOf(net)) norm.train();
};

/** What the solutions find in the lesson's cells. */
export const scope = { BatchNorm1d, noGrad };

export const answers: Answers<typeof dropoutAndBatchnorm> = {
  learned: {
    right: [1.98, 2, 1.85, 2.1, 1.978],
    wrong: [
      [1, /keeps the mean, and no more.*median 1\.97/],
      [5 / 3, /second moment grows/],
      [1.67, /second moment grows/],
      [0.6, /share that is kept/],
      [0.5, /Turn the fraction round/],
      [2.78, /only 60 % are kept/],
      [0.667, /on top of the variance/],
      [1.4, /square it/],
      [5, /too large/],
      ["2", /a string/],
    ],
  },
  shifted: {
    right: ["b", "B", " b "],
    wrong: [
      ["a", /only BatchNorm/],
      ["c", /behind the last/],
      ["d", /It learned none/],
      ["e", /must be one of "a", "b", "c", "d"/],
      [2, /a number/],
    ],
  },
  ratio: {
    right: [
      right,
      // 1 and what the noise adds
      (z, p) => {
        const [squared, v] = moments(z);
        return 1 + (p / (1 - p)) * (1 + squared / v);
      },
      // by the moments of what is dropped and scaled: nothing of it is drawn
      (z, p) => {
        const a = relu(z);
        const second = mean(a.map((value) => (1 - p) * square(value / (1 - p))));
        return (second - square(mean(a))) / variance(a);
      },
      // rounded to six digits
      (z, p) => Number(right(z, p).toPrecision(7)),
    ],
    wrong: [
      [
        (z, p) => {
          const squared = square(mean(z));
          return ((variance(z) + squared) / (1 - p) - squared) / variance(z);
        },
        /ReLU is missing/,
      ],
      [(_, p) => 1 / (1 - p), /second moments/],
      [(z, p) => 1 / right(z, p), /Turn the fraction round/],
      [(z, p) => Math.sqrt(right(z, p)), /standard deviations/],
      [
        (z, p) => {
          const [squared, v] = moments(z);
          return (v + squared) / (1 - p) / v;
        },
        /not taken off/,
      ],
      [
        (z, p) => {
          const [squared, v] = moments(z);
          return (v / (1 - p) - squared) / v;
        },
        /v \+ m², and not v/,
      ],
      [(z, p) => right(z, 1 - p), /probability to keep/],
      [
        (z, p) => {
          const [squared, v] = moments(z);
          return 1 + p * (1 + squared / v);
        },
        /what is kept is scaled/,
      ],
      [
        (z, p) => {
          const [squared, v] = moments(z);
          return 1 + p * (1 - p) * (1 + squared / v);
        },
        /Divide it by \(1 − p\)²/,
      ],
      [
        (z, p) => {
          const a = relu(z);
          const second = (1 - p) * mean(a.map(square));
          return (second - square((1 - p) * mean(a))) / variance(a);
        },
        /naive dropout/,
      ],
      [
        (z, p) => {
          const [squared, v] = moments(z);
          return 1 + (p / (1 - p)) * (1 + squared / ((v * z.length) / (z.length - 1)));
        },
        /by n − 1 in the variance/,
      ],
      [(z, p) => right(z, p) - 1, /Add the 1/],
      [(z, p) => right(z, p) * moments(z)[1], /Divide it by the one in use/],
      // the lesson's number, nothing, another kind
      [() => 1.978, /1\.978 for every input/],
      [() => undefined, /undefined/],
      [(z, p) => String(right(z, p)), /a string/],
      [
        (z, p) => {
          z.forEach((value, i) => {
            z[i] = Math.max(0, value);
          });
          return right(z, p);
        },
        /changes what it is given/,
      ],
      // measured with a mask of its own
      [
        (z, p) => variance(relu(z).map((a) => (Math.random() < p ? 0 : a / (1 - p)))),
        /two different results/,
      ],
      [1.978, /must be a function/],
    ],
  },
  recalibrate: {
    right: [
      passing(normsOnly),
      // many passes
      passing(normsOnly, 3),
      // without a reset: what was there is moved away
      (net, x) => {
        normsOnly(net, x);
        for (let i = 0; i < 300; i++) noGrad(() => net.forward(x));
        net.eval();
      },
      // all in training but what drops
      passing((net, x) => {
        for (const module of net.train().modules()) if ("p" in module) module.eval();
        return x;
      }),
      // by parts of the images
      (net, x) => {
        for (const norm of normsOf(net)) {
          norm.resetRunningStats();
          norm.momentum = null;
        }
        normsOnly(net, x);
        noGrad(() => [x.slice(0, 200), x.slice(200, 400)].map((part) => net.forward(part)));
        net.eval();
      },
    ],
    wrong: [
      // evaluation at the end only
      [passing((net) => net.train()), /it dropped/],
      // nothing in training
      [passing((net) => net.eval()), /as if new/],
      // nothing reset
      [
        (net, x) => {
          net.eval();
          noGrad(() => net.forward(x));
        },
        /still what training left/,
      ],
      // one pass at the usual momentum
      [
        (net, x) => {
          normsOnly(net, x);
          noGrad(() => net.forward(x));
          net.eval();
        },
        /nothing may be left/,
      ],
      // right, and left in training
      [
        (net, x) => {
          passing(normsOnly)(net, x);
          for (const norm of normsOf(net)) norm.train();
        },
        /has modules in training afterwards/,
      ],
      // the first only
      [
        passing((net) => {
          net.eval();
          normsOf(net)[0]?.train();
        }),
        /the second BatchNorm .* as if new/,
      ],
      // all zero
      [
        (net, x) => {
          passing(normsOnly)(net, x);
          noGrad(() => net.parameters().map((parameter) => parameter.zero_()));
        },
        /changes weights/,
      ],
      [7, /must be the program/],
      [(net) => net.forward(7 as never), /must be a tensor|got a number|7/],
    ],
  },
};
