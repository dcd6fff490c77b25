/**
 * What learns from a table of numbers, with scikit-learn's names: `fit(x, y)`, then `predict(x)`.
 *
 * @module
 */
export { BaggingRegressor, type BaggingRegressorOptions } from "./ensemble/bagging-regressor.ts";
export { bootstrap } from "./ensemble/bootstrap.ts";
export { LinearRegression } from "./linear/linear-regression.ts";
export {
  LogisticRegression,
  type LogisticRegressionOptions,
  type LogisticSolver,
} from "./logistic-regression/logistic-regression.ts";
export type { Regressor } from "./regressor.ts";
export type { Rows } from "./rows.ts";
export {
  DecisionTreeRegressor,
  type DecisionTreeRegressorOptions,
} from "./trees/decision-tree-regressor.ts";
export type { Leaf, Split, TreeNode } from "./trees/tree-node.ts";
