import { correct, incorrect, type Verdict } from "./verdict.ts";

/** What makes a number the right answer, and what the usual wrong ones reveal. */
export interface NumberCheck {
  /** The right answer. */
  expected: number;
  /**
   * How far off an answer may be, as a difference of at least 0; unless told, six digits: 5e-6 of
   * the expected value. Where 0 is expected, only 0 is right unless a tolerance is told.
   */
  tolerance?: number;
  /** Why the expected value is right, said after success. */
  why: string;
  /**
   * Wrong answers, to 1 %, that show what was missed, each with what to say to it; of several the
   * nearest. A value of 0 is found by 0 only, since there is no 1 % of it.
   */
  mistakes?: readonly Mistake[];
}

/** A wrong number that shows what was missed, and what to say to it. */
export interface Mistake {
  value: number;
  reason: string;
}

/**
 * Judges a number: right within the tolerance, a known mistake, near, or too small or too large.
 * The question must say a tolerance that is not the usual one. A value that is no number, or is NaN,
 * is incorrect; nothing is thrown.
 *
 * @example
 * ```ts
 * import { checkNumber } from "dropout-lab/course";
 * const check = {
 *   expected: 60,
 *   why: "100 · (1 - 0.4) is 60.",
 *   mistakes: [{ value: 40, reason: "40 are dropped, not kept." }],
 * };
 * checkNumber(60, check) // → Correct. 100 · (1 - 0.4) is 60.
 * checkNumber(40, check) // → Not yet. 40 are dropped, not kept.
 * checkNumber(12, check) // → Not yet. 12 is too small.
 * ```
 */
export function checkNumber(answer: number, check: NumberCheck): Verdict {
  const { expected, why, mistakes = [] } = check;
  const tolerance = check.tolerance ?? 5e-6 * Math.abs(expected);
  const fault = faultOfNumber(answer);
  if (fault !== undefined) return incorrect(fault);
  const error = Math.abs(answer - expected);
  // Rounding must not decide about an answer that is off by just the tolerance.
  if (error <= tolerance + 4 * Number.EPSILON * Math.abs(expected)) return correct(why);
  if (expected !== 0 && Math.abs(answer + expected) <= tolerance) {
    return incorrect(`The sign has turned: ${answer} is the right number but for its minus.`);
  }
  const mistake = mistakeNear(answer, mistakes);
  if (mistake !== undefined) return incorrect(mistake.reason);
  if (error <= 0.02 * Math.abs(expected)) {
    const digits = check.tolerance === undefined ? "to six digits" : `within ${tolerance}`;
    return incorrect(
      `${answer} is near, but the answer is asked for ${digits}. Compute it, rather than measure or round it.`,
    );
  }
  return incorrect(`${answer} is too ${answer < expected ? "small" : "large"}.`);
}

/** Why an answer is no number to judge. */
export function faultOfNumber(answer: unknown): string | undefined {
  if (typeof answer !== "number") {
    return `The answer must be a number, and this is ${describe(answer)}.`;
  }
  if (Number.isNaN(answer)) {
    return "The answer is NaN: somewhere in it a number is missing, or 0 is divided by 0.";
  }
  if (!Number.isFinite(answer)) {
    return `The answer is ${answer}: somewhere in it a number is divided by 0. Every quantity here is finite.`;
  }
  return undefined;
}

/** The known mistake within 1 % of the answer; of several the nearest. */
export function mistakeNear(answer: number, mistakes: readonly Mistake[]): Mistake | undefined {
  // Near the mistake itself: the answer's tolerance may be wider than the mistake is large.
  const offBy = ({ value }: Mistake) =>
    answer === value ? 0 : Math.abs(answer - value) / Math.abs(value);
  const [nearest] = mistakes
    .filter((known) => offBy(known) <= 0.01)
    .sort((a, b) => offBy(a) - offBy(b));
  return nearest;
}

/** A value of the wrong kind that a function of the learner's returned, where a list was asked for or not. */
export function describeReturned(value: unknown, wants: "a list" | "a value" = "a value"): string {
  if (value instanceof Promise) return "a promise: write it without async";
  if (wants === "a list" && isTensor(value)) {
    return "a tensor: make an array of it by .tolist()";
  }
  return describe(value);
}

/** A value of the wrong kind, in words that fit a sentence. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return describeString(value);
  if (typeof value === "function") return "a function: call it";
  if (value instanceof Promise) return "a promise: put await before it";
  if (Array.isArray(value)) return "an array";
  if (isTensor(value)) return "a tensor: take its number out by .item()";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Whether a value is a tensor, of whichever copy of the library, or another thing that holds a number so. */
function isTensor(value: unknown): boolean {
  return typeof value === "object" && value !== null && "item" in value;
}

/** Most often a number in quotes, or one that toFixed() has written out. */
function describeString(value: string): string {
  const isNumber = value.trim() !== "" && Number.isFinite(Number(value));
  if (!isNumber) return "a string";
  return `a string ("${value}"): a number has no quotes, and toFixed() and toPrecision() make a string, so put Number(…) around them`;
}
