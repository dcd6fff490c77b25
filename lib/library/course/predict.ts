import { faultOfNumber, type Mistake, mistakeNear } from "./check-number.ts";
import { Exercise, type ExerciseDefinition } from "./exercise.ts";
import { correct, incorrect } from "./verdict.ts";

/** What an author writes of an exercise that asks for a number before its cell runs. */
export interface Prediction extends Omit<ExerciseDefinition<number>, "check" | "kind"> {
  /**
   * What came out, once for each seed or draw: at least one finite number. Few enough to be listed in
   * the exercise, or recorded; nothing is measured while the learner waits.
   */
  truth: readonly number[];
  /** What the values of the truth are, after their count: "seeds" or "draws of the mask". */
  of: string;
  /** The predictions that are accepted, both ends among them. The question says how near is enough. */
  band: readonly [low: number, high: number];
  /** Wrong predictions, to 1 %, that show what was missed, each with what to say to it. */
  mistakes?: readonly Mistake[];
  why: string;
}

/**
 * An exercise that is answered by a prediction. Every verdict on a number shows where the truth lies:
 * one has committed oneself, and sees by how much one was off.
 *
 * @throws {RangeError} if the truth is empty or not finite, its median is outside of the band, or a
 * mistake is inside it
 *
 * @example
 * ```ts
 * import { predict } from "dropout-lab/course";
 * const sum = predict({
 *   question: "100 neurons, p = 0.4: what arrives in one step? Within 5 of the mean is near enough.",
 *   truth: [52, 55, 57, 58, 59, 60, 61, 61, 63, 64, 68],
 *   of: "steps",
 *   band: [55, 65],
 *   mistakes: [{ value: 40, reason: "40 are dropped." }],
 *   hints: ["A share 1 - p is kept."],
 *   solution: "const sum = 60;",
 *   why: "100 · 0.6 is 60, and a step scatters by 5.",
 * });
 * sum.check(40).message
 * // → '40 are dropped. The truth, in 11 steps: median 60, from 52 to 68. ▄▄▄▆█▄▄▄'
 * sum.check(58).outcome // → 'correct'
 * ```
 */
export function predict({ truth, of, band, mistakes = [], ...definition }: Prediction) {
  const [low, high] = band;
  const { median, text } = describeTruth(truth, of);
  if (!(low <= median && median <= high)) {
    throw new RangeError(`predict: band must hold the median, ${median}, got ${low} to ${high}`);
  }
  const accepted = mistakes.find(({ value }) => low <= value && value <= high);
  if (accepted !== undefined) {
    throw new RangeError(
      `predict: mistakes must lie outside of the band, ${low} to ${high}, got ${accepted.value}`,
    );
  }
  return new Exercise<number>({
    ...definition,
    kind: "predict",
    check: (answer, why) => {
      const fault = faultOfNumber(answer);
      if (fault !== undefined) return incorrect(fault);
      if (low <= answer && answer <= high) return correct(`${why} ${text}`);
      const off = `${answer} is too ${answer < low ? "small" : "large"}.`;
      return incorrect(`${mistakeNear(answer, mistakes)?.reason ?? off} ${text}`);
    },
  });
}

function describeTruth(truth: readonly number[], of: string): { median: number; text: string } {
  if (truth.length === 0 || !truth.every(Number.isFinite)) {
    throw new RangeError(`predict: truth must hold finite numbers, got [${truth.join(", ")}]`);
  }
  const sorted = [...truth].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] as number;
  const middle = (sorted.length - 1) / 2;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  const [least, most] = [at(0), at(sorted.length - 1)];
  const opening = `The truth, in ${truth.length} ${of}:`;
  if (least === most) return { median, text: `${opening} ${short(median)} in each.` };
  const range = `median ${short(median)}, from ${short(least)} to ${short(most)}`;
  return { median, text: `${opening} ${range}. ${bars(sorted, least, most)}` };
}

const BARS = "▁▂▃▄▅▆▇█";

/** How the values are spread over eight equal parts of their range, the fullest part highest. */
function bars(values: readonly number[], least: number, most: number): string {
  const counts = new Array<number>(8).fill(0);
  for (const value of values) {
    const part = Math.min(7, Math.floor((8 * (value - least)) / (most - least)));
    counts[part] = (counts[part] as number) + 1;
  }
  const highest = Math.max(...counts);
  return counts.map((count) => BARS[Math.ceil((7 * count) / highest)]).join("");
}

/** Four digits are enough to compare with a prediction. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
