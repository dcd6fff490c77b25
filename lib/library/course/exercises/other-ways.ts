import { checkFunction } from "../check-function.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { predict } from "../predict.ts";
import {
  faultOfReport,
  type Measure,
  type Report,
  report,
  runReport,
} from "../strength/run-report.ts";

export type { Measure, Report };

/** What dropout of the inputs adds to a sum of squares: of rows `x` and weights `w`, at rate `p`. */
export type Penalty = (x: number[][], w: number[], p: number) => number;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const square = (value: number) => value * value;
/** Weighs each w² by what `of` makes of its column of x. */
const weighed =
  (factor: (p: number) => number, of: (column: number[]) => number): Penalty =>
  (x, w, p) =>
    factor(p) * sum(w.map((one, j) => one * one * of(x.map((row) => row[j] ?? Number.NaN))));
const squares = (column: readonly number[]) => sum(column.map(square));
const odds = (p: number) => p / (1 - p);
const penalty = weighed(odds, squares);
const output = (row: readonly number[], w: readonly number[]) =>
  sum(row.map((value, j) => value * (w[j] ?? Number.NaN)));

/**
 * The exercises of lesson 11: other ways to regularise.
 *
 * @example
 * ```ts
 * import { otherWays } from "dropout-lab/course/other-ways";
 * const l2 = (x: number[][], w: number[], p: number) =>
 *   (p / (1 - p)) * w.reduce((sum, one) => sum + one * one, 0);
 * otherWays.penalty.check(l2).message
 * // → 'That is plain L2: it does not look at the inputs. A weight counts by the squares of its own input.'
 * ```
 */
export const otherWays = lesson("11-other-ways", {
  shifted: predict({
    question:
      "Without a regulariser the net gets about 38 of the 797 test digits wrong. Augmentation moves a quarter of the pictures by one pixel. What is its count of wrong digits less the count without, in a typical seed? A whole number within 5 of the median is near enough.",
    // What `regularisers` recorded.
    truth: [-11, -7, -4, -11, -6, -12, 1, -11, -10, -17, 10, -8, -9, 2, -12, -3, -1, -2, -25, 3],
    of: "seeds",
    band: [-12.5, -2.5],
    mistakes: [
      { value: 0, reason: "The pictures of the test stand in other places by a pixel, too." },
      ...[4, 6, 8, 10].map((value) => ({
        value,
        reason: `${value} says that it makes more mistakes. Where it helps, the difference is negative.`,
      })),
      { value: 38, reason: "38 is the count without. The difference is asked for." },
      { value: -38, reason: "Then no mistake at all would be left." },
      {
        value: 30,
        reason: "30 is about the count with augmentation. The difference is asked for.",
      },
      { value: -0.83, reason: "That is the mean in points of error. Count images." },
    ],
    hints: [
      "A digit that is moved by a pixel is the same digit, and the test digits do not all stand in the middle.",
      "It takes away about one mistake in five.",
    ],
    solution: "const shifted = -8;",
    why: "A shift adds what a net of plain layers cannot know: that a digit stays the same when it moves. Under four of the twenty seeds it made more mistakes all the same.",
    further: "Would mirrored digits help as well?",
  }),

  penalty: exercise<Penalty>({
    question:
      "Write penalty: what inverted dropout at rate p adds, in expectation, to the sum of squared errors of a linear model. x is a list of rows, w has one weight for each column.",
    hints: [
      "One input, dropped and scaled, has the variance p/(1 − p) · x².",
      "Independent inputs: the variances of x·w add up, each with w². Then add up over the rows.",
    ],
    solution: `function penalty(x: number[][], w: number[], p: number): number {
  let sum = 0;
  for (const row of x) row.forEach((value, j) => { sum += (value * w[j]) ** 2; });
  return (p / (1 - p)) * sum;
}`,
    why: "The noise of an input has the variance p/(1 − p) x², its weight makes that w² times as large, and variances of independent noises add up.",
    further:
      "By how much does the penalty change when an input is measured in millimetres, not metres, and its weight is divided by 1,000?",
    check: (answer, why) =>
      checkFunction<[number[][], number[], number]>(answer, {
        inputs: (random) => {
          const [rows, columns] = [2 + Math.floor(4 * random()), 2 + Math.floor(3 * random())];
          const list = (length: number) => Array.from({ length }, () => 4 * random() - 2);
          const x = Array.from({ length: rows }, () => list(columns));
          return [x, list(columns), 0.1 + 0.3 * random()];
        },
        reference: penalty,
        why,
        mistakes: [
          {
            is: weighed(odds, () => 1),
            reason:
              "That is plain L2: it does not look at the inputs. A weight counts by the squares of its own input.",
          },
          {
            is: weighed((p) => p, squares),
            reason: "Its factor is p. Where kept inputs are scaled by 1/(1 − p), it is p/(1 − p).",
          },
          {
            is: weighed((p) => p * (1 - p), squares),
            reason:
              "p(1 − p) is the variance of the mask alone. Kept inputs are scaled, too: divide by (1 − p)².",
          },
          {
            is: weighed((p) => 1 / (1 - p), squares),
            reason:
              "1/(1 − p) is for the whole second moment. The variance is that less the squared mean: p/(1 − p).",
          },
          {
            is: weighed((p) => (1 - p) / p, squares),
            reason: "Its factor takes p for the probability to keep.",
          },
          {
            is: weighed(odds, (column) => square(sum(column))),
            reason:
              "It adds the inputs up and then squares. Each row has masks of its own: square first.",
          },
          {
            is: weighed(odds, (column) => squares(column) / column.length),
            reason: "That is the mean over the rows. The loss is a sum over them.",
          },
          {
            is: (x, w, p) => odds(p) * sum(x.map((row) => square(output(row, w)))),
            reason:
              "It squares the whole output. The masks of two inputs are independent, so no products of two inputs remain.",
          },
          {
            is: (x, w, p) =>
              odds(p) * sum(x.map((row) => sum(row.map((v, j) => v * v * Math.abs(w[j] ?? 0))))),
            reason: "The weight must be squared, as its input is.",
          },
          {
            is: (x, w, p) => penalty(x, w, p) / 2,
            reason: "That is half of it. Our loss is the sum of squares, not half of it.",
          },
        ],
      }),
  }),

  report: mend({
    question:
      "report chooses among strengths of a regulariser, and says which error the chosen one has. held(strength) and test(strength) give the errors, in per cent, of a net that was trained with it, on held images and on test images. Something in it makes the reported error too good. Mend it.",
    given: report,
    run: runReport,
    fault: faultOfReport,
    hints: [
      "Which images choose the strength, and which ones judge it?",
      "Let held choose. Then ask test once, for the strength that was chosen.",
    ],
    solution: `function report(strengths: number[], held: Measure, test: Measure) {
  let strength = strengths[0];
  for (const one of strengths) if (held(one) < held(strength)) strength = one;
  return { strength, error: test(strength) };
}`,
    why: "The least of several errors is small partly by chance. What chose it is no judge of it; images that had no part in the choice are.",
    further: "With one strength to choose from, which error would be too good? And with a hundred?",
  }),
});
