import { type Tensor, zerosLike } from "../tensor/index.ts";
import { requireAtLeastZero, requireBoolean, requireCount, told } from "../tensor/internal.ts";
import { type AdamSettings, fusedAdamStep } from "./fused-steps.ts";
import { floatSpansOf, Optimizer, type Parameters, type ParamGroup } from "./optimizer.ts";
import { power } from "./power.ts";

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
  /** Divide by the largest mean square so far; false if left out. */
  amsgrad?: boolean;
  /** Climb instead of descending; false if left out. */
  maximize?: boolean;
}

/** What Adam remembers of one parameter. */
export interface AdamState {
  /** How many steps it has made. */
  step: number;
  /** The running mean of the gradient, and of its square. */
  expAvg: Tensor;
  expAvgSq: Tensor;
  /** The largest `expAvgSq` so far, with `amsgrad`. */
  maxExpAvgSq?: Tensor;
}

const DEFAULTS: Required<AdamOptions> = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
};

/**
 * Adam (Kingma and Ba, 2015), torch's `optim.Adam`. At step t:
 *
 *     g = gradient + weightDecay · parameter
 *     mean += (1 - beta1) · (g - mean)
 *     square = beta2 · square + (1 - beta2) · g²
 *     parameter -= lr / (1 - beta1ᵗ) · mean / (sqrt(square / (1 - beta2ᵗ)) + eps)
 *
 * With weightDecay 0 the parameter is no part of g, so that an infinity in it does no harm.
 *
 * @throws {RangeError} for settings out of range
 *
 * @example
 * ```ts
 * import { Adam } from "dropout-lab/optim";
 * import { tensor } from "dropout-lab/tensor";
 * const w = tensor([1, 2], { requiresGrad: true });
 * const optimizer = new Adam([w], { lr: 0.1 });
 * w.square().sum().backward();
 * optimizer.step();
 * w.detach() // → tensor([0.9000, 1.9000])
 * ```
 */
export class Adam extends Optimizer<AdamOptions, AdamState> {
  constructor(
    parameters: Parameters<AdamOptions>,
    options: AdamOptions = {},
    { name, defaults }: AdamKind = ADAM,
  ) {
    requireCount("Adam", arguments, 3);
    super(name, parameters, { options, defaults });
  }

  protected override check({ betas, ...settings }: Required<AdamOptions>): void {
    const { name } = this;
    requireAtLeastZero(name, "eps", settings.eps);
    requireAtLeastZero(name, "weightDecay", settings.weightDecay);
    requireBoolean(name, "amsgrad", settings.amsgrad);
    requireBoolean(name, "maximize", settings.maximize);
    if (!Array.isArray(betas) || betas.length !== 2) {
      const got = Array.isArray(betas) ? `${betas.length} of them` : told(betas);
      throw new TypeError(`${name}: betas must be two numbers, such as [0.9, 0.999], got ${got}`);
    }
    if (!betas.every((beta) => beta >= 0 && beta < 1)) {
      throw new RangeError(`${name}: betas must lie in [0, 1), got [${betas.join(", ")}]`);
    }
  }

  /** Whether the parameter itself is shrunk, and the gradient left alone. */
  protected get isDecoupled(): boolean {
    return false;
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    group: ParamGroup<AdamOptions>,
  ): void {
    const { lr, betas, eps, weightDecay, amsgrad, maximize } = group;
    const state = this.state.get(parameter) ?? fresh(parameter);
    this.state.set(parameter, state);
    state.step++;
    // The averages start at zero: these make up for it.
    const rate = lr / (1 - power(betas[0], state.step));
    const correction = Math.sqrt(1 - power(betas[1], state.step));
    const decoupled = this.isDecoupled && weightDecay !== 0;
    const decay = decoupled ? 1 - lr * weightDecay : weightDecay;
    const lerp = stepOfMean(1 - betas[0], parameter.dtype === "float32");

    const { expAvg: mean, expAvgSq: square } = state;
    const spans = amsgrad ? undefined : floatSpansOf([parameter, mean, square, gradient]);
    const [w, m, s, d] = spans ?? [];
    const settings = {
      ...lerp,
      rate,
      beta2: betas[1],
      correction,
      eps,
      decay,
      decoupled,
      maximize,
    };
    // One pass where it can be; the steps below give the same bits.
    if (w && m && s && d && fusedAdamStep(w, { mean: m, square: s, gradient: d }, settings)) return;
    let g = maximize ? gradient.neg() : gradient;
    let value = parameter;
    if (decoupled) value = parameter.mul(decay) as Tensor;
    else if (decay !== 0) g = g.add(parameter.mul(decay)) as Tensor;
    const base = lerp.fromGradient ? g : mean;
    mean.copy_(base.add(g.sub(mean).mul(lerp.share)));
    square.copy_(square.mul(betas[1]).add(g.mul(1 - betas[1]).mul(g)));
    const largest = amsgrad ? largestOf(state) : square;
    const size = largest.sqrt().div(correction).add(eps);
    parameter.copy_(value.sub(mean.mul(rate).div(size)));
  }
}

/** What tells Adam from AdamW. */
interface AdamKind {
  readonly name: string;
  readonly defaults: Required<AdamOptions>;
}

const ADAM: AdamKind = { name: "Adam", defaults: DEFAULTS };
const ADAM_W: AdamKind = { name: "AdamW", defaults: { ...DEFAULTS, weightDecay: 0.01 } };

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019), torch's `optim.AdamW`: first
 * `parameter *= 1 - lr · weightDecay`, then Adam's step without a decay. weightDecay is 0.01 if left
 * out.
 *
 * @throws {RangeError} for settings out of range
 *
 * @example
 * ```ts
 * import { AdamW } from "dropout-lab/optim";
 * import { tensor } from "dropout-lab/tensor";
 * const w = tensor([1, 2], { requiresGrad: true });
 * const optimizer = new AdamW([w], { lr: 0.1 });
 * w.square().sum().backward();
 * optimizer.step();
 * w.detach() // → tensor([0.8990, 1.8980])
 * ```
 */
export class AdamW extends Adam {
  constructor(parameters: Parameters<AdamOptions>, options: AdamOptions = {}) {
    requireCount("AdamW", arguments, 2);
    super(parameters, options, ADAM_W);
  }

  protected override get isDecoupled(): boolean {
    return true;
  }
}

function fresh(parameter: Tensor): AdamState {
  return { step: 0, expAvg: zerosLike(parameter), expAvgSq: zerosLike(parameter) };
}

function largestOf(state: AdamState): Tensor {
  const largest = state.maxExpAvgSq ?? zerosLike(state.expAvgSq);
  state.maxExpAvgSq = largest;
  return largest.copy_(largest.maximum(state.expAvgSq));
}

/** torch's lerp: from the nearer end, so that a weight of 1 gives the gradient itself. */
function stepOfMean(
  weight: number,
  isFloat32: boolean,
): Pick<AdamSettings, "share" | "fromGradient"> {
  const w = isFloat32 ? Math.fround(weight) : weight;
  const fromGradient = w >= 0.5;
  return { share: fromGradient ? w - 1 : w, fromGradient };
}
