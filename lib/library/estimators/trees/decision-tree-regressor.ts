import { requireCount, requireKnown, requireOptions, requireWhole } from "../../tensor/internal.ts";
import { type Regressor, requireFitted } from "../regressor.ts";
import { type Rows, requireRows, requireTargets } from "../rows.ts";
import { grow } from "./grow.ts";
import { depthOf, follow, leavesOf, type TreeNode } from "./tree-node.ts";

/** When a tree stops to ask. */
export interface DecisionTreeRegressorOptions {
  /** How many questions may follow one another, at least 1; as many as there are, if left out. */
  maxDepth?: number | undefined;
  /** How many samples each leaf must have, at least 1; 1 if left out. */
  minSamplesLeaf?: number;
}

const OPTIONS = ["maxDepth", "minSamplesLeaf"];

/**
 * scikit-learn's `DecisionTreeRegressor` with squared error: it asks whether a feature is at most a
 * threshold, again and again, and says the mean of the training targets that gave the same answers.
 * Each question is the one after which the squared errors add up to least; thresholds lie midway
 * between two values. Features are rounded to float32, as sklearn's are.
 *
 * Where two questions are equally good, the one with the feature of the lower index is asked, and of
 * one feature the one with the lower threshold; sklearn lets its `random_state` decide.
 *
 * @throws {TypeError} for unknown options, {RangeError} for limits that are no whole numbers from 1
 *
 * @example
 * ```ts
 * import { DecisionTreeRegressor } from "dropout-lab/estimators";
 * const tree = new DecisionTreeRegressor({ maxDepth: 1 });
 * tree.fit([[1], [2], [3], [4]], [10, 12, 30, 32]);
 * tree.predict([[0], [2.4], [2.6]]) // → [ 11, 11, 31 ]
 * tree.root
 * // → {
 * //     feature: 0,
 * //     threshold: 2.5,
 * //     left: { value: 11, samples: 2 },
 * //     right: { value: 31, samples: 2 }
 * //   }
 * ```
 */
export class DecisionTreeRegressor implements Regressor {
  readonly maxDepth: number | undefined;
  readonly minSamplesLeaf: number;
  #fitted: { root: TreeNode; features: number } | undefined;

  constructor(options: DecisionTreeRegressorOptions = {}) {
    const name = "DecisionTreeRegressor";
    requireCount(name, arguments, 1);
    requireOptions(name, options, "{ maxDepth: 3 }");
    requireKnown(name, options, OPTIONS);
    const { maxDepth, minSamplesLeaf = 1 } = options;
    if (maxDepth !== undefined) requireWhole(name, "maxDepth", maxDepth, 1);
    requireWhole(name, "minSamplesLeaf", minSamplesLeaf, 1);
    this.maxDepth = maxDepth;
    this.minSamplesLeaf = minSamplesLeaf;
  }

  /** The first question, or the only leaf; undefined before `fit`. */
  get root(): TreeNode | undefined {
    return this.#fitted?.root;
  }

  /** How many questions the longest way to a leaf has. @throws {Error} before `fit` */
  get depth(): number {
    return depthOf(this.#learned().root);
  }

  /** How many leaves there are. @throws {Error} before `fit` */
  get leaves(): number {
    return leavesOf(this.#learned().root);
  }

  /**
   * @param x [samples][features], finite
   * @param y a finite number for each sample
   * @throws {TypeError} for what is no table, {RangeError} for lengths that do not fit or a number
   * that is not finite, or not as a float32
   */
  fit(x: Rows, y: ArrayLike<number>): this {
    requireCount("DecisionTreeRegressor.fit", arguments, 2);
    const features = requireRows("DecisionTreeRegressor.fit", x);
    requireTargets("DecisionTreeRegressor.fit", y, x.length);
    requireFloat32("DecisionTreeRegressor.fit", x);
    const { maxDepth = Number.POSITIVE_INFINITY, minSamplesLeaf } = this;
    this.#fitted = { root: grow(x, y, { maxDepth, minSamplesLeaf }), features };
    return this;
  }

  /**
   * @param x [samples][features], as many features as were learned from
   * @throws {Error} before `fit`, {TypeError} and {RangeError} for a table that does not fit
   */
  predict(x: Rows): number[] {
    requireCount("DecisionTreeRegressor.predict", arguments, 1);
    const { root, features } = this.#learned();
    requireRows("DecisionTreeRegressor.predict", x, features);
    requireFloat32("DecisionTreeRegressor.predict", x);
    return Array.from(x, (row) => follow(root, row));
  }

  #learned() {
    return requireFitted("DecisionTreeRegressor", this.#fitted);
  }
}

/** What is infinite as a float32 has no threshold beside it. */
function requireFloat32(subject: string, x: Rows): void {
  for (let i = 0; i < x.length; i++) {
    for (const value of Array.from(x[i] as ArrayLike<number>)) {
      if (Number.isFinite(Math.fround(value))) continue;
      throw new RangeError(
        `${subject}: row ${i} of x must hold numbers that are finite as float32, at most 3.4e38, got ${value}`,
      );
    }
  }
}
