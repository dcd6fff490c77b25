import { LBFGS } from "../../optim/index.ts";
import { tensor } from "../../tensor/index.ts";
import type { Solver } from "./solver.ts";
import { largest } from "./vectors.ts";

/** How many steps it remembers, as scipy does unless told. */
const HISTORY_SIZE = 10;

/**
 * L-BFGS, by the optimiser of `optim`, with its line search. An iteration is one step, along one
 * line. It ends where no part of the gradient is larger than `tol`.
 */
export const lbfgs: Solver = (loss, { tol, maxIter }) => {
  // Of the loss' sum over the rows, not of its mean: torch's optimiser forgets steps along which the
  // gradient changes little, however small the loss is, and then creeps near the minimum.
  const { n } = loss.data;
  const w = tensor(new Float64Array(loss.size), { requiresGrad: true });
  const gradient = new Float64Array(loss.size);
  const optimizer = new LBFGS([w], {
    maxIter,
    // What a line may cost is not limited here. No change is what rounding alone can make.
    maxEval: 100 * maxIter,
    toleranceGrad: n * tol,
    toleranceChange: n * Number.EPSILON,
    historySize: HISTORY_SIZE,
    lineSearchFn: "strong_wolfe",
  });
  optimizer.step(() => {
    const value = loss.lossAndGradient(w.detach().data, gradient);
    w.grad = tensor(gradient.map((g) => n * g));
    return tensor(n * value, { dtype: "float64" });
  });
  const weights = Float64Array.from(w.detach().data);
  const nIter = optimizer.state.get(w)?.nIter ?? 0;
  loss.lossAndGradient(weights, gradient);
  if (nIter < maxIter || largest(gradient) <= tol) return { weights, nIter };
  const warning = `lbfgs failed to converge after ${nIter} iteration(s): total no. of iterations reached limit. Increase maxIter, or scale the data.`;
  return { weights, nIter, warning };
};
