import { readJson } from "./read-data.ts";

/** How many iterations a solver counted until it had converged, by the `tol` that it was given. */
export type RecordedIterations = Readonly<Record<"0.0001" | "1e-06", number>>;

/** Where sklearn's solvers ended on one set of digits. */
export interface RecordedOptimum {
  /** The Euclidean norm of all coefficients. */
  readonly norm: number;
  /** The share of the digits learned from that it gets right. */
  readonly accuracy: number;
  readonly iterations: Readonly<Record<"lbfgs" | "newton-cg" | "sag" | "saga", RecordedIterations>>;
  /** [classes][64], of two classes one row; to nine decimals. */
  readonly coef: readonly (readonly number[])[];
  readonly intercept: readonly number[];
}

/** What `logistic-regression.json` holds. */
export interface LogisticRecording {
  /** The version of sklearn. */
  readonly sklearn: string;
  /** The first 500 digits, with default settings. */
  readonly first500: RecordedOptimum;
  /** All digits, with default settings. */
  readonly all: Omit<RecordedOptimum, "coef" | "intercept">;
  /** The threes and eights, without intercept, C = 0.1. */
  readonly threesAndEights: RecordedOptimum;
  /** How many iterations newton-cg counts on 500 digits, in 20 draws. */
  readonly newtonOn500: readonly number[];
  /** What each solver warns of when it may make 3 iterations. */
  readonly warnings: Readonly<Record<string, readonly string[]>>;
}

/**
 * What sklearn's `LogisticRegression` learns from the digits, divided by 16, by
 * `data/record_logistic_regression.py`: the optimum, to 1e-7 and better, and how many iterations each
 * solver counts on the way to it.
 *
 * @example
 * ```ts
 * import { logisticRecording } from "dropout-lab/datasets";
 * const { sklearn, all } = logisticRecording();
 * sklearn // → '1.9.1'
 * all.norm.toFixed(5) // → '18.29149'
 * ```
 */
export function logisticRecording(): LogisticRecording {
  return readJson("logistic-regression.json") as LogisticRecording;
}
