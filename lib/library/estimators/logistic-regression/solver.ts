import type { RandomSource } from "../../random/index.ts";
import type { LogisticLoss } from "./logistic-loss.ts";

/** When a solver ends, and where sag and saga draw their rows from. */
export interface Stop {
  readonly tol: number;
  readonly maxIter: number;
  readonly generator: RandomSource | undefined;
}

/** The weights where a solver ended, and after how many iterations. */
export interface Solution {
  readonly weights: Float64Array;
  readonly nIter: number;
  /** What it has to say if it ended before it had converged. */
  readonly warning?: string;
}

/** Looks for the weights of the least loss, from weights of 0. */
export type Solver = (loss: LogisticLoss, stop: Stop) => Solution;
