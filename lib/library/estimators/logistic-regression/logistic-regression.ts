import type { RandomSource } from "../../random/index.ts";
import {
  requireBoolean,
  requireCount,
  requireGenerator,
  requireKnown,
  requireNumber,
  requireOptions,
  requireWhole,
  requireWord,
} from "../../tensor/internal.ts";
import { requireFitted } from "../regressor.ts";
import { type Rows, requireRows, requireTargets } from "../rows.ts";
import { lbfgs } from "./lbfgs.ts";
import { LogisticLoss, type Samples, softmaxInPlace } from "./logistic-loss.ts";
import { newtonCg } from "./newton-cg.ts";
import { sag, saga } from "./sag.ts";
import type { Solver } from "./solver.ts";

/** The ways to the one optimum, by sklearn's names. */
export type LogisticSolver = "lbfgs" | "newton-cg" | "sag" | "saga";

/** The settings of `LogisticRegression`, with sklearn's defaults. */
export interface LogisticRegressionOptions {
  /** The inverse of the penalty's strength, above 0; 1 if left out. */
  C?: number;
  /**
   * When a solver ends, above 0; 1e-4 if left out. Of lbfgs and newton-cg, the largest part of the mean
   * loss' gradient; of sag and saga, the largest change of an epoch, as a share of the largest weight.
   */
  tol?: number;
  /** How many iterations a solver makes at most, 100 if left out. */
  maxIter?: number;
  /** "lbfgs" if left out. */
  solver?: LogisticSolver;
  /** Whether each class has an intercept, which is not punished; true if left out. */
  fitIntercept?: boolean;
  /** What sag and saga draw their rows from; the default generator if left out. */
  generator?: RandomSource;
}

const SOLVERS: Readonly<Record<LogisticSolver, Solver>> = {
  lbfgs,
  "newton-cg": newtonCg,
  sag,
  saga,
};

const KNOWN = ["C", "tol", "maxIter", "solver", "fitIntercept", "generator"];

/**
 * Logistic regression of two or more classes (softmax) with an L2 penalty, as sklearn's
 * `LogisticRegression`: the weights of the least C · Σ -ln q(yᵢ | xᵢ) + ½ ‖coef‖². The four solvers go
 * there on four ways, in float64. What `nIter` and `maxIter` count is the solver's: a step of lbfgs, a
 * step of newton-cg with all its products, an epoch of sag and saga. How near they come is `tol`'s: on
 * 500 digits at the default C, where the valley is flat, 1e-10 (lbfgs, newton-cg) and 1e-9 (sag, saga)
 * bring every weight and intercept to sklearn's optimum within 1e-6 of the largest one.
 *
 * @throws {RangeError} for settings out of range, {TypeError} for unknown ones
 *
 * @example
 * ```ts
 * import { LogisticRegression } from "dropout-lab/estimators";
 * const model = new LogisticRegression().fit([[0], [1.5], [2.5], [4]], [0, 1, 0, 1]);
 * model.predict([[1], [3]]) // → [ 0, 1 ]
 * model.coef[0][0].toFixed(4) // → '0.5050'
 * ```
 */
export class LogisticRegression {
  readonly #options: Required<Omit<LogisticRegressionOptions, "generator">>;
  readonly #generator: RandomSource | undefined;
  #fitted: Learned | undefined;

  constructor(options: LogisticRegressionOptions = {}) {
    requireCount("LogisticRegression", arguments, 1);
    requireOptions("LogisticRegression", options, "{ C: 0.1 }");
    requireKnown("LogisticRegression", options, KNOWN);
    const { C = 1, tol = 1e-4, maxIter = 100, solver = "lbfgs", fitIntercept = true } = options;
    for (const [name, value] of Object.entries({ C, tol })) {
      requireNumber("LogisticRegression", name, value);
      if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
        throw new RangeError(
          `LogisticRegression: ${name} must be above 0 and finite, got ${value}`,
        );
      }
    }
    requireWhole("LogisticRegression", "maxIter", maxIter, 1);
    const words = Object.keys(SOLVERS);
    requireWord("LogisticRegression", "solver", { value: solver, words });
    requireBoolean("LogisticRegression", "fitIntercept", fitIntercept);
    requireGenerator("LogisticRegression", options.generator);
    this.#options = { C, tol, maxIter, solver, fitIntercept };
    this.#generator = options.generator;
  }

  /**
   * Learns, from weights of 0. Warns on the console if `maxIter` iterations were not enough, in
   * sklearn's words.
   *
   * @param x [samples][features], finite
   * @param y the class of each sample, a number; at least two classes
   * @throws {TypeError} for what is no table, {RangeError} for lengths that do not fit, a number that
   * is not finite, a single class, or features so large that no weights come out
   */
  fit(x: Rows, y: ArrayLike<number>): this {
    requireCount("LogisticRegression.fit", arguments, 2);
    const features = requireRows("LogisticRegression.fit", x);
    requireTargets("LogisticRegression.fit", y, x.length);
    const classes = [...new Set(Array.from(y))].sort((a, b) => a - b);
    if (classes.length < 2) {
      throw new RangeError(
        `LogisticRegression.fit: y must hold at least 2 classes, got only ${classes[0]}`,
      );
    }
    const { C, tol, maxIter, solver, fitIntercept } = this.#options;
    const samples: Samples = {
      ...featuresOf(x, { features, fitIntercept }),
      y: Int32Array.from(y, (label) => classes.indexOf(label)),
      classes: classes.length,
      fitIntercept,
    };
    const loss = new LogisticLoss(samples, 1 / (C * x.length));
    const stop = { tol, maxIter, generator: this.#generator };
    const { weights, nIter, warning } = SOLVERS[solver](loss, stop);
    if (!weights.every(Number.isFinite)) {
      throw new RangeError(
        `LogisticRegression.fit: x and C must be of a size whose loss is a number, got weights of ${weights.find((weight) => !Number.isFinite(weight))}: scale the features`,
      );
    }
    if (warning !== undefined) console.warn(`ConvergenceWarning: ${warning}`);
    const rows = Array.from({ length: loss.rows }, (_, k) =>
      Array.from(weights.subarray(k * samples.width, (k + 1) * samples.width)),
    );
    this.#fitted = {
      coef: rows.map((row) => row.slice(0, features)),
      intercept: rows.map((row) => row[features] ?? 0),
      classes,
      nIter,
    };
    return this;
  }

  /** The coefficients, [classes][features]; of two classes one row, that of the second. */
  get coef(): number[][] {
    return this.#learned().coef;
  }

  /** The intercepts, one a class; of two classes one, that of the second. 0 without `fitIntercept`. */
  get intercept(): number[] {
    return this.#learned().intercept;
  }

  /** The classes in rising order, as `predictProba` has them in its columns. */
  get classes(): number[] {
    return this.#learned().classes;
  }

  /** How many iterations the solver made. */
  get nIter(): number {
    return this.#learned().nIter;
  }

  /**
   * The probability of each class, [samples][classes].
   *
   * @param x [samples][features], as many features as were learned from
   * @throws {Error} before `fit`, {TypeError} and {RangeError} for a table that does not fit
   */
  predictProba(x: Rows): number[][] {
    requireCount("LogisticRegression.predictProba", arguments, 1);
    return this.#chances("LogisticRegression.predictProba", x);
  }

  /**
   * The likeliest class of each sample.
   *
   * @param x [samples][features], as many features as were learned from
   * @throws {Error} before `fit`, {TypeError} and {RangeError} for a table that does not fit
   */
  predict(x: Rows): number[] {
    requireCount("LogisticRegression.predict", arguments, 1);
    const { classes } = this.#learned();
    return this.#chances("LogisticRegression.predict", x).map(
      (chances) => classes[chances.indexOf(Math.max(...chances))] as number,
    );
  }

  #chances(subject: string, x: Rows): number[][] {
    const { coef, intercept, classes } = this.#learned();
    requireRows(subject, x, coef[0]?.length);
    const isBinary = classes.length === 2;
    return Array.from(x, (row) => {
      const logits = Float64Array.from(coef, (weights, k) =>
        weights.reduce((sum, w, j) => sum + w * (row[j] as number), intercept[k] as number),
      );
      softmaxInPlace(logits, isBinary);
      return isBinary ? [1 - (logits[0] as number), ...logits] : Array.from(logits);
    });
  }

  #learned(): Learned {
    return requireFitted("LogisticRegression", this.#fitted);
  }
}

interface Learned {
  readonly coef: number[][];
  readonly intercept: number[];
  readonly classes: number[];
  readonly nIter: number;
}

/** The features sample by sample, and, with an intercept, a 1 behind those of each. */
function featuresOf(
  x: Rows,
  { features, fitIntercept }: { features: number; fitIntercept: boolean },
) {
  const width = features + (fitIntercept ? 1 : 0);
  const values = new Float64Array(x.length * width).fill(1);
  for (let i = 0; i < x.length; i++) values.set(x[i] as ArrayLike<number>, i * width);
  return { x: values, n: x.length, width };
}
