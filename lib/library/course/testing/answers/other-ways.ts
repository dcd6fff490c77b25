import type { otherWays } from "../../exercises/other-ways.ts";
import type { Measure, Report } from "../../strength/run-report.ts";
import type { Answers } from "../listed-answers.ts";

type Penalty = (x: number[][], w: number[], p: number) => number;
const at = (values: readonly number[], i: number) => values[i] as number;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const square = (value: number) => value * value;
const columns = (x: number[][]) => (x[0] as number[]).map((_, j) => x.map((row) => at(row, j)));
/** By columns. */
const byColumn =
  (factor: (p: number) => number, of: (column: number[]) => number): Penalty =>
  (x, w, p) =>
    factor(p) * sum(columns(x).map((column, j) => of(column) * at(w, j) * at(w, j)));
const squares = (column: number[]) => sum(column.map(square));
const right = byColumn((p) => p / (1 - p), squares);

const least = (strengths: number[], measure: Measure) =>
  strengths.reduce((best, one) => (measure(one) < measure(best) ? one : best));

export const answers: Answers<typeof otherWays> = {
  shifted: {
    right: [-8, -7.5, -3, -12],
    wrong: [
      [0, /stand in other places/],
      [8, /makes more mistakes/],
      [38, /count without/],
      [-38, /no mistake at all/],
      [30, /count with augmentation/],
      [-0.83, /points of error/],
      [-20, /too small/],
      ["-8", /a string/],
      [Number.NaN, /NaN/],
    ],
  },
  penalty: {
    right: [
      right,
      (x, w, p) => {
        let total = 0;
        for (const row of x) for (const [j, v] of row.entries()) total += square(v * at(w, j));
        return (p * total) / (1 - p);
      },
      // the second moment less the squared mean, row by row
      (x, w, p) =>
        sum(x.map((row) => sum(row.map((v, j) => square(v * at(w, j)) * (1 / (1 - p) - 1))))),
    ],
    wrong: [
      [
        byColumn(
          (p) => p / (1 - p),
          () => 1,
        ),
        /plain L2/,
      ],
      [byColumn((p) => p, squares), /factor is p/],
      [byColumn((p) => p * (1 - p), squares), /mask alone/],
      [byColumn((p) => 1 / (1 - p), squares), /second moment/],
      [byColumn((p) => (1 - p) / p, squares), /probability to keep/],
      [
        byColumn(
          (p) => p / (1 - p),
          (column) => square(sum(column)),
        ),
        /square first/,
      ],
      [
        byColumn(
          (p) => p / (1 - p),
          (column) => squares(column) / column.length,
        ),
        /the mean over/,
      ],
      [
        (x, w, p) =>
          (p / (1 - p)) * sum(x.map((row) => square(sum(row.map((v, j) => v * at(w, j)))))),
        /whole output/,
      ],
      [
        (x, w, p) =>
          (p / (1 - p)) * sum(columns(x).map((column, j) => squares(column) * Math.abs(at(w, j)))),
        /must be squared/,
      ],
      [(x, w, p) => right(x, w, p) / 2, /half of it/],
      [() => 1, /1 for every input/],
      [(x, w, p) => [right(x, w, p)], /must return a number/],
      [
        (x, w, p) => {
          const value = right(x, w, p);
          w.fill(0);
          return value;
        },
        /changes what it is given/,
      ],
    ],
  },
  report: {
    right: [
      (strengths, held, test) => {
        const strength = least(strengths, held);
        return { strength, error: test(strength) };
      },
      (strengths, held, test) => {
        const errors = strengths.map(held);
        const strength = at(strengths, errors.indexOf(Math.min(...errors)));
        return { strength, error: test(strength) };
      },
      (strengths, held, test) => {
        const [strength = 0] = strengths.toSorted((a, b) => held(a) - held(b));
        return { error: test(strength), strength };
      },
    ],
    wrong: [
      [
        ((strengths, _, test) => {
          const strength = least(strengths, test);
          return { strength, error: test(strength) + 0.1 };
        }) satisfies Report,
        /test images still choose/,
      ],
      [
        ((strengths, held) => {
          const strength = least(strengths, held);
          return { strength, error: held(strength) };
        }) satisfies Report,
        /one on the held images/,
      ],
      [
        ((strengths, held, test) => ({
          strength: least(strengths, held),
          error: test(least(strengths, test)),
        })) satisfies Report,
        /another strength's/,
      ],
      [
        ((strengths, held, test) => {
          const all = strengths.map(test);
          const strength = least(strengths, held);
          return { strength, error: at(all, strengths.indexOf(strength)) };
        }) satisfies Report,
        /were asked \d+ times/,
      ],
      [
        ((strengths, held, test) => {
          const strength = least(strengths, (one) => -held(one));
          return { strength, error: test(strength) };
        }) satisfies Report,
        /the most errors/,
      ],
      [
        ((strengths, _, test) => ({
          strength: at(strengths, 0),
          error: test(at(strengths, 0)),
        })) satisfies Report,
        /It chooses 0|the most errors/,
      ],
      [(() => ({ strength: 7, error: 3 })) satisfies Report, /not among the strengths/],
      [
        ((strengths, held) => ({ strength: least(strengths, held), error: 3 })) satisfies Report,
        /It reports 3/,
      ],
      [() => 0.3, /must return \{ strength, error \}/],
      [() => ({ strength: 0.3 }), /two numbers/],
    ],
  },
};
