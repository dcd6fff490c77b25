import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import {
  requireCount,
  requireFunction,
  requireGenerator,
  requireKnown,
  requireOptions,
  requireWhole,
  told,
} from "../../tensor/internal.ts";
import { type Regressor, requireFitted } from "../regressor.ts";
import { type Rows, requireRows, requireTargets } from "../rows.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import { bootstrap } from "./bootstrap.ts";

/** Whom to bag, and how many. */
export interface BaggingRegressorOptions {
  /** Makes a regressor that has learned nothing; a full `DecisionTreeRegressor` if left out. */
  estimator?: () => Regressor;
  /** How many learn, at least 1; 10 if left out. */
  nEstimators?: number;
  /** Draws the bootstrap samples; the default generator if left out. */
  generator?: RandomSource;
}

interface Fitted {
  estimators: readonly Regressor[];
  samples: readonly (readonly number[])[];
  oobPrediction: readonly number[];
  features: number;
}

const OPTIONS = ["estimator", "nEstimators", "generator"];

/**
 * scikit-learn's `BaggingRegressor`: each of its regressors learns from a bootstrap sample of its
 * own, and it says the mean of what they say (Breiman, "Bagging predictors", 1996).
 *
 * @throws {TypeError} for unknown options and for an estimator that is no function, {RangeError} for
 * a count that is no whole number from 1
 *
 * @example
 * ```ts
 * import { BaggingRegressor } from "dropout-lab/estimators";
 * import { seeded } from "dropout-lab/random";
 * const bag = new BaggingRegressor({ nEstimators: 3, generator: seeded("bag") });
 * bag.fit([[1], [2], [3], [4]], [10, 20, 30, 40]);
 * bag.samples // → [ [ 1, 0, 3, 3 ], [ 2, 1, 3, 3 ], [ 1, 0, 3, 2 ] ]
 * bag.predict([[4]]) // → [ 40 ]
 * ```
 */
export class BaggingRegressor implements Regressor {
  readonly nEstimators: number;
  readonly #estimator: () => Regressor;
  readonly #generator: RandomSource;
  #fitted: Fitted | undefined;

  constructor(options: BaggingRegressorOptions = {}) {
    const name = "BaggingRegressor";
    requireCount(name, arguments, 1);
    requireOptions(name, options, "{ nEstimators: 25 }");
    requireKnown(name, options, OPTIONS);
    const { estimator = () => new DecisionTreeRegressor(), nEstimators = 10, generator } = options;
    requireFunction(name, "estimator", estimator);
    requireWhole(name, "nEstimators", nEstimators, 1);
    requireGenerator(name, generator);
    this.nEstimators = nEstimators;
    this.#estimator = estimator;
    this.#generator = generator ?? defaultGenerator;
  }

  /** The regressors. @throws {Error} before `fit` */
  get estimators(): readonly Regressor[] {
    return this.#learned().estimators;
  }

  /** The rows that each regressor learned from, as often as it saw them. @throws {Error} before `fit` */
  get samples(): readonly (readonly number[])[] {
    return this.#learned().samples;
  }

  /**
   * For each row that was learned from the mean of what those regressors say that did not see it; NaN
   * where all of them saw it. @throws {Error} before `fit`
   */
  get oobPrediction(): readonly number[] {
    return this.#learned().oobPrediction;
  }

  /**
   * @param x [samples][features], finite
   * @param y a finite number for each sample
   * @throws {TypeError} for what is no table, {RangeError} for lengths that do not fit or a number
   * that is not finite
   */
  fit(x: Rows, y: ArrayLike<number>): this {
    requireCount("BaggingRegressor.fit", arguments, 2);
    const features = requireRows("BaggingRegressor.fit", x);
    requireTargets("BaggingRegressor.fit", y, x.length);
    const generator = this.#generator;
    const samples = Array.from({ length: this.nEstimators }, () =>
      bootstrap(x.length, { generator }),
    );
    const estimators = samples.map((rows) => {
      const estimator = requireRegressor(this.#estimator());
      estimator.fit(
        pick(x, rows),
        rows.map((i) => y[i] as number),
      );
      return estimator;
    });
    this.#fitted = {
      estimators,
      samples,
      oobPrediction: outOfBag(x, estimators, samples),
      features,
    };
    return this;
  }

  /**
   * @param x [samples][features], as many features as were learned from
   * @throws {Error} before `fit`, {TypeError} and {RangeError} for a table that does not fit
   */
  predict(x: Rows): number[] {
    requireCount("BaggingRegressor.predict", arguments, 1);
    const { estimators, features } = this.#learned();
    requireRows("BaggingRegressor.predict", x, features);
    const said = estimators.map((estimator) => estimator.predict(x));
    return Array.from(x, (_, i) => mean(said.map((values) => values[i] as number)));
  }

  #learned(): Fitted {
    return requireFitted("BaggingRegressor", this.#fitted);
  }
}

function requireRegressor(made: unknown): Regressor {
  const { fit, predict } = (made ?? {}) as Partial<Regressor>;
  if (typeof fit === "function" && typeof predict === "function") return made as Regressor;
  throw new TypeError(
    `BaggingRegressor.fit: estimator must make a regressor with fit and predict, such as () => new LinearRegression(), got ${told(made)}`,
  );
}

function outOfBag(
  x: Rows,
  estimators: readonly Regressor[],
  samples: readonly (readonly number[])[],
): number[] {
  const said = Array.from(x, (): number[] => []);
  for (const [b, estimator] of estimators.entries()) {
    const seen = new Set(samples[b]);
    const out = said.map((_, i) => i).filter((i) => !seen.has(i));
    if (out.length === 0) continue;
    for (const [at, value] of estimator.predict(pick(x, out)).entries()) {
      said[out[at] as number]?.push(value);
    }
  }
  return said.map(mean);
}

function pick(x: Rows, rows: readonly number[]): ArrayLike<number>[] {
  return rows.map((i) => x[i] as ArrayLike<number>);
}

/** NaN of no numbers. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
