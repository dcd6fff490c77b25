import { randint } from "../../tensor/index.ts";
import type { LogisticLoss } from "./logistic-loss.ts";
import type { Solution, Solver } from "./solver.ts";
import { add, largest } from "./vectors.ts";

/** Stochastic average gradient (Schmidt, Le Roux and Bach, 2013). An iteration is an epoch. */
export const sag: Solver = (loss, stop) => averageGradient(loss, { ...stop, isSaga: false });

/** SAGA (Defazio, Bach and Lacoste-Julien, 2014). An iteration is an epoch. */
export const saga: Solver = (loss, stop) => averageGradient(loss, { ...stop, isSaga: true });

/**
 * The length of the steps, from the data, as sklearn computes it: 1 / L for sag, a third to a half of
 * that for saga, with L = ‖x‖² / 4 + alpha of the longest row. No row's loss of two classes curves more
 * than L; of more classes it may curve twice as much (Böhning, 1992), and 1 / L works all the same.
 */
export function stepSize({ data, alpha }: LogisticLoss, isSaga: boolean): number {
  const { x, n, width } = data;
  let most = 0;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let j = i * width; j < (i + 1) * width; j++) square += (x[j] as number) * (x[j] as number);
    most = Math.max(most, square);
  }
  const curvature = most / 4 + alpha;
  return isSaga ? 1 / (2 * curvature + Math.min(2 * n * alpha, curvature)) : 1 / curvature;
}

interface Epochs {
  readonly tol: number;
  readonly maxIter: number;
  readonly generator: Parameters<Solver>[1]["generator"];
  readonly isSaga: boolean;
}

/**
 * Takes one random row at a time, keeps the newest gradient of each row, and steps along the mean of
 * those that were seen. It ends after an epoch that changed no weight by more than `tol` times the
 * largest one.
 */
function averageGradient(
  loss: LogisticLoss,
  { tol, maxIter, generator, isSaga }: Epochs,
): Solution {
  const { rows, punished, data, alpha, residual } = loss;
  const { x, n, width } = data;
  const weights = new Float64Array(loss.size);
  const sum = new Float64Array(loss.size);
  const memory = new Float64Array(n * rows);
  const seen = new Uint8Array(n);
  let count = 0;
  const step = stepSize(loss, isSaga);
  const from = generator ? { generator } : {};
  for (let nIter = 1; nIter <= maxIter; nIter++) {
    const before = weights.slice();
    for (const drawn of randint(0, n, [n], from).data) {
      const i = Number(drawn);
      loss.rowLoss(i, weights);
      count += 1 - (seen[i] as number);
      seen[i] = 1;
      const own = isSaga ? step * (1 - 1 / count) : 0;
      for (let k = 0; k < rows; k++) {
        const change = (residual[k] as number) - (memory[i * rows + k] as number);
        memory[i * rows + k] = residual[k] as number;
        // One walk, since this is all of the work: the row's new gradient, its own step, the mean's.
        for (let j = 0; j < width; j++) {
          const at = k * width + j;
          const moved = change * (x[i * width + j] as number);
          const total = (sum[at] as number) + moved;
          sum[at] = total;
          const kept = (weights[at] as number) * (j < punished ? 1 - step * alpha : 1);
          weights[at] = kept - own * moved - (step / count) * total;
        }
      }
    }
    if (isStill(weights, before, tol)) return { weights, nIter };
  }
  const warning = "The max_iter was reached which means the coef_ did not converge";
  return { weights, nIter: maxIter, warning };
}

/** Intercepts count, too, unlike in sklearn: without them it ends too soon where all features are 0. */
function isStill(weights: Float64Array, before: Float64Array, tol: number): boolean {
  return largest(add(weights, -1, before)) <= tol * largest(weights);
}
