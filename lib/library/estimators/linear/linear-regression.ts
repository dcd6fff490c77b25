import { requireCount } from "../../tensor/internal.ts";
import { type Regressor, requireFitted } from "../regressor.ts";
import { type Rows, requireRows, requireTargets } from "../rows.ts";
import { leastSquares } from "./least-squares.ts";

/**
 * scikit-learn's `LinearRegression`: the weighted sum of the features, and an intercept, with the
 * smallest squared errors.
 *
 * @example
 * ```ts
 * import { LinearRegression } from "dropout-lab/estimators";
 * const line = new LinearRegression().fit([[0], [0], [2], [2]], [0, 2, 4, 6]);
 * [line.coef, line.intercept] // → [ [ 2 ], 1 ]
 * line.predict([[10]]) // → [ 21 ]
 * ```
 */
export class LinearRegression implements Regressor {
  #fitted: { coef: number[]; intercept: number } | undefined;

  constructor() {
    requireCount("LinearRegression", arguments, 0);
  }

  /** The weight of each feature. @throws {Error} before `fit` */
  get coef(): readonly number[] {
    return this.#learned().coef;
  }

  /** What it says where all features are 0. @throws {Error} before `fit` */
  get intercept(): number {
    return this.#learned().intercept;
  }

  /**
   * @param x [samples][features], finite
   * @param y a finite number for each sample
   * @throws {TypeError} for what is no table, {RangeError} for lengths that do not fit, a number that
   * is not finite, and where many weights are equally good
   */
  fit(x: Rows, y: ArrayLike<number>): this {
    requireCount("LinearRegression.fit", arguments, 2);
    const features = requireRows("LinearRegression.fit", x);
    requireTargets("LinearRegression.fit", y, x.length);
    // Around their means, which the intercept makes up for.
    const columns = Array.from({ length: features }, (_, feature) =>
      centred(Float64Array.from(x, (row) => row[feature] as number)),
    );
    const target = centred(Float64Array.from(y));
    const coef = leastSquares(
      columns.map(({ values }) => values),
      target.values,
    );
    if (coef === undefined) {
      throw new RangeError(
        `LinearRegression.fit: features must not be weighted sums of others, got ${features} that are, in ${x.length} rows: leave some out, or give more rows`,
      );
    }
    const intercept = coef.reduce(
      (rest, weight, feature) => rest - weight * (columns[feature]?.mean as number),
      target.mean,
    );
    this.#fitted = { coef, intercept };
    return this;
  }

  /**
   * @param x [samples][features], as many features as were learned from
   * @throws {Error} before `fit`, {TypeError} and {RangeError} for a table that does not fit
   */
  predict(x: Rows): number[] {
    requireCount("LinearRegression.predict", arguments, 1);
    const { coef, intercept } = this.#learned();
    requireRows("LinearRegression.predict", x, coef.length);
    return Array.from(x, (row) =>
      coef.reduce((sum, weight, feature) => sum + weight * (row[feature] as number), intercept),
    );
  }

  #learned() {
    return requireFitted("LinearRegression", this.#fitted);
  }
}

function centred(values: Float64Array): { values: Float64Array; mean: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { values: values.map((value) => value - mean), mean };
}
