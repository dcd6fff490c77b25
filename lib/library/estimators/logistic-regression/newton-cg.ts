import { type LinePoint, strongWolfe } from "../../optim/internal.ts";
import type { LogisticLoss } from "./logistic-loss.ts";
import type { Solver } from "./solver.ts";
import { add, dot, largest, sumOfSizes } from "./vectors.ts";

/** How many products with the Hessian one step may take. */
const MOST_PRODUCTS = 200;

/**
 * Newton's method. Its step solves Hessian · step = -gradient, by conjugate gradients, so that the
 * Hessian is never written out; far from the minimum only roughly (Nocedal and Wright, Algorithm
 * 7.1). The line search tries the whole step first. An iteration is one step, with its up to 200
 * products. It ends where no part of the gradient is larger than `tol`.
 */
export const newtonCg: Solver = (loss, { tol, maxIter }) => {
  const weights = new Float64Array(loss.size);
  const lossAt = (place: Float64Array) => {
    const g = new Float64Array(loss.size);
    return { f: loss.lossAndGradient(place, g), g };
  };
  let here: { f: number; g: Float64Array } = lossAt(weights);
  for (let nIter = 0; nIter < maxIter; nIter++) {
    if (largest(here.g) <= tol) return { weights, nIter };
    const step = newtonStep(loss, weights, here.g);
    const at = (t: number) => {
      const point = lossAt(add(weights, t, step));
      return { t, ...point, slope: dot(point.g, step) };
    };
    const from = { t: 0, ...here, slope: dot(here.g, step) };
    const point = isWithinRounding(from) ? at(1) : alongLine(at, from, largest(step));
    if (isWithinRounding(from) && largest(point.g) >= largest(here.g)) {
      const warning = "newton-cg: rounding hides how to come nearer to the optimum";
      return { weights, nIter, warning };
    }
    weights.set(add(weights, point.t, step));
    here = point;
  }
  if (largest(here.g) <= tol) return { weights, nIter: maxIter };
  const warning = `newton-cg failed to converge at loss = ${here.f}. Increase the number of iterations.`;
  return { weights, nIter: maxIter, warning };
};

/** Whether the loss has too few digits to tell a better point on the line; its gradient may still. */
function isWithinRounding({ f, slope }: { f: number; slope: number }): boolean {
  return -slope < 64 * Number.EPSILON * f;
}

type Point = LinePoint<Float64Array>;

/** The whole step if it is good enough, as it is near the minimum; else a part of it, or more. */
function alongLine(at: (t: number) => Point, from: Point, size: number): Point {
  return strongWolfe(at, { from, t: 1, size, toleranceChange: 1e-16, most: 20 }).point;
}

function newtonStep(loss: LogisticLoss, weights: Float64Array, gradient: Float64Array) {
  const product = loss.hessianAt(weights);
  const size = sumOfSizes(gradient);
  // Exact near the minimum, where Newton's steps are good; rough where they are not yet.
  const enough = Math.min(0.5, Math.sqrt(size)) * size;
  let step = new Float64Array(gradient.length);
  let rest = gradient;
  let direction = gradient.map((g) => -g);
  for (let i = 0; i < MOST_PRODUCTS && sumOfSizes(rest) > enough; i++) {
    const bent = product(direction);
    const square = dot(rest, rest);
    const length = square / dot(direction, bent);
    step = add(step, length, direction);
    rest = add(rest, length, bent);
    direction = add(
      rest.map((r) => -r),
      dot(rest, rest) / square,
      direction,
    );
  }
  return step;
}
