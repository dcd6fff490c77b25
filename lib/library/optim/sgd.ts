import { type Tensor, zerosLike } from "../tensor/index.ts";
import {
  requireAtLeastZero,
  requireBoolean,
  requireCount,
  requireNumber,
} from "../tensor/internal.ts";
import { fusedSgdStep } from "./fused-steps.ts";
import { floatSpansOf, Optimizer, type Parameters, type ParamGroup } from "./optimizer.ts";

/** The settings of SGD, with torch's defaults. */
export interface SGDOptions {
  /** The learning rate, 1e-3 if left out. */
  lr?: number;
  /** How much of the last step goes into the next one, 0 if left out. */
  momentum?: number;
  /** How much of the gradient is kept out of the velocity, 0 if left out. */
  dampening?: number;
  /** How much of the parameter is added to its gradient, 0 if left out. */
  weightDecay?: number;
  /** Look ahead by the velocity (Nesterov); false if left out. */
  nesterov?: boolean;
  /** Climb instead of descending; false if left out. */
  maximize?: boolean;
}

/** What SGD remembers of one parameter, if it has momentum. */
export interface SGDState {
  momentumBuffer?: Tensor;
}

const DEFAULTS: Required<SGDOptions> = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
};

/**
 * Stochastic gradient descent, torch's `optim.SGD`:
 *
 *     g = gradient + weightDecay · parameter
 *     velocity = momentum · velocity + (1 - dampening) · g, at the first step g
 *     parameter -= lr · velocity, with nesterov lr · (g + momentum · velocity)
 *
 * A term whose factor is 0 is left out, so that an infinity in it does no harm.
 *
 * @throws {RangeError} for settings out of range, and Nesterov's without momentum or with dampening
 *
 * @example
 * ```ts
 * import { SGD } from "dropout-lab/optim";
 * import { tensor } from "dropout-lab/tensor";
 * const w = tensor([1, 2], { requiresGrad: true });
 * const optimizer = new SGD([w], { lr: 0.1 });
 * w.square().sum().backward();
 * optimizer.step();
 * w.detach() // → tensor([0.8000, 1.6000])
 * ```
 */
export class SGD extends Optimizer<SGDOptions, SGDState> {
  constructor(parameters: Parameters<SGDOptions>, options: SGDOptions = {}) {
    requireCount("SGD", arguments, 2);
    super("SGD", parameters, { options, defaults: DEFAULTS });
  }

  protected override check(settings: Required<SGDOptions>): void {
    const { momentum, dampening, weightDecay, nesterov, maximize } = settings;
    requireAtLeastZero("SGD", "momentum", momentum);
    requireNumber("SGD", "dampening", dampening);
    requireAtLeastZero("SGD", "weightDecay", weightDecay);
    requireBoolean("SGD", "nesterov", nesterov);
    requireBoolean("SGD", "maximize", maximize);
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new RangeError(
        `SGD: nesterov must have momentum above 0 and dampening 0, got ${momentum} and ${dampening}`,
      );
    }
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    group: ParamGroup<SGDOptions>,
  ): void {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = group;
    const before = momentum === 0 ? undefined : this.state.get(parameter)?.momentumBuffer;
    const velocity = momentum === 0 ? undefined : (before ?? zerosLike(parameter));
    const isFirst = velocity !== before;
    if (velocity && isFirst) this.state.set(parameter, { momentumBuffer: velocity });

    const [w, d, v] =
      floatSpansOf(velocity ? [parameter, gradient, velocity] : [parameter, gradient]) ?? [];
    // One pass where it can be; the steps below give the same bits.
    if (w && d && fusedSgdStep(w, { velocity: v, gradient: d, isFirst }, group)) return;
    let g = maximize ? gradient.neg() : gradient;
    if (weightDecay !== 0) g = g.add(parameter.mul(weightDecay)) as Tensor;
    if (velocity) {
      velocity.copy_(isFirst ? g : velocity.mul(momentum).add(g.mul(1 - dampening)));
      g = nesterov ? (g.add(velocity.mul(momentum)) as Tensor) : velocity;
    }
    parameter.copy_(parameter.sub(g.mul(lr)));
  }
}
