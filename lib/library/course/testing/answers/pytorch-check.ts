import { mystery, type pytorchCheck, type Verify } from "../../exercises/pytorch-check.ts";
import type { Answers } from "../listed-answers.ts";

const [before, after] = [mystery.before[0] as number, mystery.after[0] as number];

const at = (x: number[], i: number) => x[i] as number;
const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
const right: Verify = (x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) / (1 - p)));
let calls = 0;

/** What the solutions find in the lesson's cells. */
export const scope = mystery;

export const answers: Answers<typeof pytorchCheck> = {
  grown: {
    right: [0.157, 0.1256 / 0.8, 0.1256 * 1.25, 0.1566],
    wrong: [
      [0.1256, /is what went in.*17 draws that keep it: 0\.157 in each/],
      [0, /This one is kept/],
      [0.1005, /x · \(1 − p\)\. A kept/],
      [0.628, /x \/ p/],
      [0.1507, /x · \(1 \+ p\)/],
      [0.0251, /x · p/],
      [0.196, /scaled twice/],
      [0.3256, /adds nothing/],
      [1.25, /is the scale/],
      [0.16, /right to two digits/],
      [0.15, /x · \(1 \+ p\)/],
      [0.14, /too small/],
      ["0.157", /a string/],
    ],
  },
  evaluation: {
    right: ["c", "C", "c "],
    wrong: [
      ["a", /1\.25 times too large/],
      ["b", /the older way/],
      ["d", /a smaller net/],
      ["e", /That is noGrad/],
      ["f", /must be one of/],
      [true, /a boolean/],
    ],
  },
  input: {
    right: [0.42, 0.84 * 0.5, 0.84 / 2, Math.fround(0.42), 0.84 / (1 / (1 - 0.5))],
    wrong: [
      [1.68, /once more/],
      [0.84, /is the output/],
      [0.34, /takes nothing away/],
      [1.34, /0\.84 \+ p/],
      [0.21, /twice/],
      [0.56, /1 \+ p/],
      [1.26, /1 \+ p/],
      [0.421, /near/],
      [0, /too small/],
      [-0.42, /sign has turned/],
      [42, /too large/],
      ["0.42", /a string/],
    ],
  },
  rate: {
    right: [0.35, 1 - before / after, 0.3500001, 0.3504, 0.3495, 0.3505, Number((0.35).toFixed(3))],
    wrong: [
      [0.375, /share of zeros/],
      [0.625, /share that was kept/],
      [0.65, /probability to keep/],
      [1.538, /Solve it for p/],
      [0.538, /less 1/],
      [-0.538, /before \/ after/],
      [35, /per cent/],
      [0.351, /near.*within/],
      [0.349, /near/],
      [0.4, /too large/],
      [0.36, /too large/],
      ["0.35", /a string/],
    ],
  },
  verify: {
    right: [
      // a tolerance of 1e-6
      right,
      // a tolerance of 5e-7
      (x, y, p) => y.every((v, i) => v === 0 || Math.abs(v - at(x, i) / (1 - p)) <= 5e-7),
      // toFixed(6)
      (x, y, p) => y.every((v, i) => v === 0 || v.toFixed(6) === (at(x, i) / (1 - p)).toFixed(6)),
      // toPrecision(6)
      (x, y, p) =>
        y.every((v, i) => v === 0 || v.toPrecision(6) === (at(x, i) / (1 - p)).toPrecision(6)),
      // rounded millionths
      (x, y, p) =>
        y.every(
          (v, i) => v === 0 || Math.round(v * 1e6) === Math.round((at(x, i) / (1 - p)) * 1e6),
        ),
      // a relative tolerance
      (x, y, p) => y.every((v, i) => v === 0 || Math.abs((v * (1 - p)) / at(x, i) - 1) < 1e-6),
      // multiplied back
      (x, y, p) => y.every((v, i) => v === 0 || Math.abs(v * (1 - p) - at(x, i)) < 1e-6),
      // a loop
      (x, y, p) => {
        const scale = 1 / (1 - p);
        for (let i = 0; i < y.length; i++) {
          if (y[i] === 0) continue;
          if (!(Math.abs(at(y, i) - at(x, i) * scale) < 1e-6)) return false;
        }
        return true;
      },
      // reduce
      (x, y, p) =>
        y.reduce<boolean>((ok, v, i) => ok && (v === 0 || near(v, at(x, i) / (1 - p))), true),
      // not some
      (x, y, p) => !y.some((v, i) => v !== 0 && !near(v, at(x, i) / (1 - p))),
      // filter
      (x, y, p) => y.filter((v, i) => v !== 0 && !near(v, at(x, i) / (1 - p))).length === 0,
      // typed arrays
      (x, y, p) => {
        const wanted = Float64Array.from(x, (v) => v / (1 - p));
        return Float64Array.from(y).every((v, i) => v === 0 || near(v, wanted[i] as number));
      },
      // numbers of toFixed(6)
      (x, y, p) =>
        y.every(
          (v, i) => v === 0 || Number(v.toFixed(6)) === Number((at(x, i) / (1 - p)).toFixed(6)),
        ),
    ],
    wrong: [
      // too small a tolerance
      ...[2e-7, 1e-7, 1e-8, 1e-12].map((tolerance): [Verify, RegExp] => [
        (x, y, p) => y.every((v, i) => v === 0 || Math.abs(v - at(x, i) / (1 - p)) <= tolerance),
        /off by 0\.0000003|small tolerance|computer's/,
      ]),
      // hard-coded rates
      [
        (x, y, p) => [0.2, 0.5, 0.35, 0.75].includes(p) && right(x, y, p),
        /Compute the scale from p/,
      ],
      // no −0
      [
        (x, y, p) => y.every((v, i) => Object.is(v, 0) || near(v, at(x, i) / (1 - p))),
        /says no to −0|where some x are 0/,
      ],
      // −Infinity let through
      [
        (x, y, p) => y.every((v, i) => v === 0 || v === -Infinity || near(v, at(x, i) / (1 - p))),
        /−Infinity/,
      ],
      // anything where x is 0
      [
        (x, y, p) => y.every((v, i) => v === 0 || x[i] === 0 || near(v, at(x, i) / (1 - p))),
        /0\.5 where x is 0/,
      ],
      // not where x is 0
      [(x, y, p) => x.every((v) => v !== 0) && right(x, y, p), /no where some x are 0/],
      // the sum of all
      [
        (x, y, p) =>
          near(
            y.reduce((sum, v, i) => sum + (v && v - at(x, i) / (1 - p)), 0),
            0,
          ),
        /It says/,
      ],
      // the mean error
      [
        (x, y, p) =>
          y.reduce((sum, v, i) => sum + (v && Math.abs(v - at(x, i) / (1 - p))), 0) / y.length <
          1e-6,
        /yes/,
      ],
      // large ones let through
      [
        (x, y, p) =>
          y.every((v, i) => v === 0 || !(Math.abs(v) < 10) || near(v, at(x, i) / (1 - p))),
        /yes/,
      ],
      // all but the last
      [(x, y, p) => right(x, y.slice(0, -1), p), /Look at every element/],
      // every other one
      [
        (x, y, p) => y.every((v, i) => i % 2 === 1 || v === 0 || near(v, at(x, i) / (1 - p))),
        /Look at every element/,
      ],
      // all but one, whichever
      [
        (x, y, p) => y.filter((v, i) => v !== 0 && !near(v, at(x, i) / (1 - p))).length < 2,
        /Look at every element/,
      ],
      // yes to all
      [() => true, /yes to everything/],
      // no to all
      [() => false, /says no to \[5, 0, 15\]/],
      // x / p
      [(x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) / p)), /are x \/ p: p is the/],
      // x (1 - p)
      [(x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) * (1 - p))), /are x · \(1 − p\)/],
      // x
      [(x, y) => y.every((v, i) => v === 0 || near(v, at(x, i))), /naive dropout/],
      // scaled twice
      [
        (x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) / (1 - p) / (1 - p))),
        /scaled twice/,
      ],
      // x (1 + p)
      [(x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) * (1 + p))), /too little/],
      // x p
      [(x, y, p) => y.every((v, i) => v === 0 || near(v, at(x, i) * p)), /are x · p/],
      // sizes
      [
        (x, y, p) => y.every((v, i) => v === 0 || near(Math.abs(v), Math.abs(at(x, i)) / (1 - p))),
        /sign/,
      ],
      // exact comparison
      [(x, y, p) => y.every((v, i) => v === 0 || v === at(x, i) / (1 - p)), /small tolerance/],
      // a tolerance of a hundredth
      [
        (x, y, p) => y.every((v, i) => v === 0 || Math.abs(v - at(x, i) / (1 - p)) < 0.01),
        /off by 0\.00002/,
      ],
      // a tolerance of 1e-4
      [
        (x, y, p) => y.every((v, i) => v === 0 || Math.abs(v - at(x, i) / (1 - p)) < 1e-4),
        /off by 0\.00002/,
      ],
      // a tolerance on one side
      [(x, y, p) => y.every((v, i) => v === 0 || v - at(x, i) / (1 - p) < 1e-6), /yes/],
      // sizes that may be too small
      [
        (x, y, p) =>
          y.every(
            (v, i) =>
              v === 0 || (v * at(x, i) > 0.01 && Math.abs(v) - Math.abs(at(x, i)) / (1 - p) < 1e-6),
          ),
        /yes where|too small/,
      ],
      // NaN let through
      [(x, y, p) => !y.some((v, i) => v !== 0 && Math.abs(v - at(x, i) / (1 - p)) > 1e-6), /NaN/],
      // 1e-7 let through
      [
        (x, y, p) => y.every((v, i) => Math.abs(v) < 1e-6 || near(v, at(x, i) / (1 - p))),
        /0\.0000001/,
      ],
      // toFixed for the zeros too
      [
        (x, y, p) => y.every((v, i) => Number(v.toFixed(6)) === 0 || near(v, at(x, i) / (1 - p))),
        /0\.0000001/,
      ],
      // the first kept only
      [
        (x, y, p) => {
          const i = y.findIndex((v) => v !== 0);
          return i < 0 || near(at(y, i), at(x, i) / (1 - p));
        },
        /Look at every element|changed places/,
      ],
      // the first ten only
      [(x, y, p) => right(x.slice(0, 10), y.slice(0, 10), p), /yes/],
      // all but the last
      [(x, y, p) => right(x, y.slice(0, -1), p), /yes/],
      // p = 0.2 always
      [(x, y) => right(x, y, 0.2), /Compute the scale from p/],
      // p = 0.2 or 0.5
      [(x, y, p) => right(x, y, p === 0.2 ? 0.2 : 0.5), /Compute the scale from p/],
      // any common scale
      [
        (x, y) => {
          const ratios = y.map((v, i) => v / at(x, i)).filter((ratio) => ratio !== 0);
          return ratios.every((ratio) => ratio !== 1 && near(ratio, ratios[0] as number));
        },
        /yes where kept values are/,
      ],
      // needs a zero
      [(x, y, p) => y.includes(0) && right(x, y, p), /nothing happened to be dropped/],
      // needs a kept one
      [(x, y, p) => y.some((v) => v !== 0) && right(x, y, p), /everything happened to be dropped/],
      // a share near p
      [
        (x, y, p) => {
          const share = y.filter((v) => v === 0).length / y.length;
          return Math.abs(share - p) < 0.15 && right(x, y, p);
        },
        /That is chance/,
      ],
      // less than half dropped
      [
        (x, y, p) => y.filter((v) => v === 0).length <= y.length / 2 && right(x, y, p),
        /chance|can make/,
      ],
      // swapped elements let through
      [
        (x, y, p) => {
          const wanted = x.map((v) => v / (1 - p));
          return y.every((v) => v === 0 || wanted.some((w) => near(v, w)));
        },
        /changed places/,
      ],
      // sums
      [
        (x, y, p) => {
          const kept = y.flatMap((v, i) => (v === 0 ? [] : [v - at(x, i) / (1 - p)]));
          return Math.abs(kept.reduce((sum, v) => sum + v, 0)) < 1e-5;
        },
        /yes/,
      ],
      // by size
      [(x) => x.length < 100, /say/],
      // by its first element
      [(x, y, p) => y[0] === 0 || near(at(y, 0), at(x, 0) / (1 - p)), /yes/],
      // by the count of its calls
      [() => ++calls % 2 === 0, /Asked the same twice/],
      // by chance
      [() => Math.random() < 0.5, /Asked the same twice/],
      // a number
      [() => 1, /must return true or false, and it returned a number/],
      // a text
      [() => "true", /must return true or false, and it returned a string/],
      // nothing
      [() => {}, /must return true or false, and it returned undefined/],
      // a promise
      [async () => true, /a promise: write it without async/],
    ],
  },
};
