import { type Tensor, zerosLike } from "../../tensor/index.ts";
import { fusedSgdStep } from "./fused-steps.ts";
import { floatSpansOf, Optimizer, requireAtLeastZero } from "./optimizer.ts";

/** The settings of SGD, with torch's defaults. */
export interface SGDOptions {
  /** The learning rate, 1e-3 if left out. */
  lr?: number;
  /** How much of the last step goes into the next one, 0 if left out. */
  momentum?: number;
  /** How much of the parameter is added to its gradient, 0 if left out. */
  weightDecay?: number;
}

/**
 * Stochastic gradient descent, torch's `optim.SGD`:
 *
 *     g = gradient + weightDecay · parameter
 *     velocity = momentum · velocity + g
 *     parameter = parameter - lr · velocity
 */
export class SGD extends Optimizer {
  readonly momentum: number;
  readonly weightDecay: number;
  readonly #velocities = new Map<number, Tensor>();

  /** @throws {RangeError} for negative settings */
  constructor(parameters: Iterable<Tensor>, options: SGDOptions = {}) {
    const { lr = 1e-3, momentum = 0, weightDecay = 0 } = options;
    super(parameters, lr);
    requireAtLeastZero("momentum", momentum);
    requireAtLeastZero("weightDecay", weightDecay);
    this.momentum = momentum;
    this.weightDecay = weightDecay;
  }

  protected update(parameter: Tensor, gradient: Tensor, index: number): void {
    const velocity = this.#velocities.get(index) ?? zerosLike(parameter);
    this.#velocities.set(index, velocity);
    const [w, v, d] = floatSpansOf(parameter, velocity, gradient) ?? [];
    // One pass where it can be; the steps below give the same bits.
    if (w && v && d && fusedSgdStep(w, { velocity: v, gradient: d }, this)) return;
    const g = gradient.add(parameter.mul(this.weightDecay));
    velocity.copy_(velocity.mul(this.momentum).add(g));
    parameter.copy_(parameter.sub(velocity.mul(this.lr)));
  }
}
