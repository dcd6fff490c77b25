import { type Tensor, zerosLike } from "../../tensor/index.ts";
import { fusedAdamStep } from "./fused-steps.ts";
import { floatSpansOf, Optimizer, requireAtLeastZero } from "./optimizer.ts";

/** The settings of Adam, with torch's defaults. */
export interface AdamOptions {
  /** The learning rate, 1e-3 if left out. */
  lr?: number;
  /** How slowly the two averages move, each in [0, 1); 0.9 and 0.999 if left out. */
  betas?: readonly [number, number];
  /** Keeps the division from zero, 1e-8 if left out. */
  eps?: number;
  /** How much of the parameter is added to its gradient, 0 if left out. */
  weightDecay?: number;
}

/** What Adam remembers of one parameter. */
interface Averages {
  /** The running mean of the gradient, and of its square. */
  readonly mean: Tensor;
  readonly square: Tensor;
  /** Each beta to the power of the number of steps. */
  power1: number;
  power2: number;
}

/**
 * Adam (Kingma and Ba, 2015), torch's `optim.Adam`. At step t:
 *
 *     g = gradient + weightDecay · parameter
 *     mean = beta1 · mean + (1 - beta1) · g
 *     square = beta2 · square + (1 - beta2) · g²
 *     parameter -= lr · mean / (1 - beta1ᵗ) / (sqrt(square / (1 - beta2ᵗ)) + eps)
 */
export class Adam extends Optimizer {
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly weightDecay: number;
  readonly #averages = new Map<number, Averages>();

  /** @throws {RangeError} for settings out of range */
  constructor(parameters: Iterable<Tensor>, options: AdamOptions = {}) {
    const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 } = options;
    super(parameters, lr);
    requireAtLeastZero("eps", eps);
    requireAtLeastZero("weightDecay", weightDecay);
    if (!betas.every((beta) => beta >= 0 && beta < 1)) {
      throw new RangeError(`betas: must lie in [0, 1), got [${betas.join(", ")}]`);
    }
    this.betas = betas;
    this.eps = eps;
    this.weightDecay = weightDecay;
  }

  protected update(parameter: Tensor, gradient: Tensor, index: number): void {
    const { eps, weightDecay, betas } = this;
    const averages = this.#averages.get(index) ?? fresh(parameter);
    this.#averages.set(index, averages);
    averages.power1 *= betas[0];
    averages.power2 *= betas[1];
    // The averages start at zero: these make up for it.
    const rate = this.lr / (1 - averages.power1);
    const correction = Math.sqrt(1 - averages.power2);

    const { mean, square } = averages;
    const [w, m, s, d] = floatSpansOf(parameter, mean, square, gradient) ?? [];
    const settings = { rate, betas, correction, eps, weightDecay };
    // One pass where it can be; the steps below give the same bits.
    if (w && m && s && d && fusedAdamStep(w, { mean: m, square: s, gradient: d }, settings)) return;
    const g = gradient.add(parameter.mul(weightDecay));
    mean.copy_(mean.mul(betas[0]).add(g.mul(1 - betas[0])));
    square.copy_(square.mul(betas[1]).add(g.square().mul(1 - betas[1])));
    const size = square.sqrt().div(correction).add(eps);
    parameter.copy_(parameter.sub(mean.div(size).mul(rate)));
  }
}

function fresh(parameter: Tensor): Averages {
  return { mean: zerosLike(parameter), square: zerosLike(parameter), power1: 1, power2: 1 };
}
