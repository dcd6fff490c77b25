import { LBFGS } from "../../optim/index.ts";
import { tensor } from "../../tensor/index.ts";
import type { LogisticLoss } from "./logistic-loss.ts";
import type { Solver } from "./solver.ts";
import { add, dot, largest } from "./vectors.ts";

/** How many steps it remembers, as scipy does unless told. */
const HISTORY_SIZE = 10;

/**
 * L-BFGS, by the optimiser of `optim`, with its line search. An iteration is one step, along one
 * line. It ends where no part of the gradient is larger than `tol`: where the loss has no digits left
 * to compare two points by, it goes on by the gradient alone, unlike scipy's.
 */
export const lbfgs: Solver = (loss, { tol, maxIter }) => {
  const first = byLoss(loss, { tol, maxIter });
  let { weights, nIter } = first;
  let gradient = gradientAt(loss, weights);
  while (largest(gradient) > tol && nIter < maxIter) {
    const next = byGradient(loss, { weights, gradient }, { tol, maxIter: maxIter - nIter });
    const left = gradientAt(loss, next.weights);
    nIter += next.nIter;
    if (largest(left) >= largest(gradient)) {
      return { weights, nIter, warning: "lbfgs: rounding hides how to come nearer to the optimum" };
    }
    [weights, gradient] = [next.weights, left];
  }
  if (largest(gradient) <= tol) return { weights, nIter };
  const warning = `lbfgs failed to converge after ${nIter} iteration(s): total no. of iterations reached limit. Increase maxIter, or scale the data.`;
  return { weights, nIter, warning };
};

interface End {
  readonly tol: number;
  readonly maxIter: number;
}

/** From weights of 0, until the gradient is small or the loss no longer changes. */
function byLoss(loss: LogisticLoss, { tol, maxIter }: End) {
  // Of the loss' sum over the rows, not of its mean: torch's optimiser forgets steps along which the
  // gradient changes little, however small the loss is, and then creeps near the minimum.
  const { n } = loss.data;
  const sum = (w: Float64Array) => {
    const gradient = new Float64Array(w.length);
    const mean = loss.lossAndGradient(w, gradient);
    return { value: n * mean, gradient: gradient.map((g) => n * g) };
  };
  // No change is what rounding alone can make.
  const ends = { maxIter, toleranceGrad: n * tol, toleranceChange: n * Number.EPSILON };
  const { found, nIter } = minimise(sum, loss.size, ends);
  return { weights: found, nIter };
}

/**
 * From a place near the optimum. How much the loss changes from there is half of the two gradients'
 * sum times the way, as Hager and Zhang (2005) have it near a minimum. Subtracting two losses would
 * lose the digits that this keeps.
 */
function byGradient(
  loss: LogisticLoss,
  from: { weights: Float64Array; gradient: Float64Array },
  { tol, maxIter }: End,
) {
  // Way and gradient become about 1, the size that torch's optimiser is made for.
  const size = largest(from.gradient);
  const unit = 100 * size;
  const change = (way: Float64Array) => {
    const gradient = gradientAt(loss, add(from.weights, unit, way));
    const value = dot(add(from.gradient, 1, gradient), way) / (2 * size);
    return { value, gradient: gradient.map((g) => g / size) };
  };
  const ends = { maxIter, toleranceGrad: tol / size, toleranceChange: 1e-10 };
  const { found, nIter } = minimise(change, loss.size, ends);
  return { weights: add(from.weights, unit, found), nIter };
}

/** Where torch's L-BFGS ends that starts from 0. */
function minimise(
  of: (place: Float64Array) => { value: number; gradient: Float64Array<ArrayBuffer> },
  length: number,
  ends: { maxIter: number; toleranceGrad: number; toleranceChange: number },
) {
  const w = tensor(new Float64Array(length), { requiresGrad: true });
  // What a line may cost is not limited here.
  const maxEval = 100 * ends.maxIter;
  const settings = { historySize: HISTORY_SIZE, lineSearchFn: "strong_wolfe" } as const;
  const optimizer = new LBFGS([w], { ...settings, ...ends, maxEval });
  optimizer.step(() => {
    const { value, gradient } = of(w.detach().data);
    w.grad = tensor(gradient);
    return tensor(value, { dtype: "float64" });
  });
  return {
    found: Float64Array.from(w.detach().data),
    nIter: optimizer.state.get(w)?.nIter ?? 0,
  };
}

function gradientAt(loss: LogisticLoss, weights: Float64Array) {
  const gradient = new Float64Array(weights.length);
  loss.lossAndGradient(weights, gradient);
  return gradient;
}
