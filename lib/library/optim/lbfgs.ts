import { cat, noGrad, Tensor, zerosLike } from "../tensor/index.ts";
import {
  requireAtLeastZero,
  requireCount,
  requireWhole,
  told,
  withGradEnabled,
} from "../tensor/internal.ts";
import { Optimizer, type Parameters, type ParamGroup } from "./optimizer.ts";
import { strongWolfe } from "./strong-wolfe.ts";

/** The settings of L-BFGS, with torch's defaults. */
export interface LBFGSOptions {
  /** The length of a step, 1 if left out. */
  lr?: number;
  /** How many iterations a step makes at most, 20 if left out. */
  maxIter?: number;
  /** How often a step computes the loss at most; maxIter · 1.25 if left out. */
  maxEval?: number | null;
  /** Ends where no gradient is larger, 1e-7 if left out. */
  toleranceGrad?: number;
  /** Ends where neither loss nor parameters change by more, 1e-9 if left out. */
  toleranceChange?: number;
  /** How many steps it remembers, 100 if left out. */
  historySize?: number;
  /** How far to go: by `lr` (null, if left out), or where the strong Wolfe conditions hold. */
  lineSearchFn?: "strong_wolfe" | null;
}

/** What L-BFGS remembers, beside its first parameter. */
export interface LBFGSState {
  funcEvals: number;
  nIter: number;
  d?: Tensor;
  t: number;
  oldDirs: Tensor[];
  oldStps: Tensor[];
  ro: number[];
  hDiag: number;
  prevFlatGrad?: Tensor;
  prevLoss: number;
}

const DEFAULTS: Required<LBFGSOptions> = {
  lr: 1,
  maxIter: 20,
  maxEval: null,
  toleranceGrad: 1e-7,
  toleranceChange: 1e-9,
  historySize: 100,
  lineSearchFn: null,
};

/**
 * L-BFGS (Liu and Nocedal, 1989), torch's `optim.LBFGS`, for small problems whose loss is computed
 * from all data at once. There is one group of parameters.
 *
 * @throws {RangeError} for settings out of range, and for several groups
 *
 * @example
 * ```ts
 * import { LBFGS } from "dropout-lab/optim";
 * import { tensor } from "dropout-lab/tensor";
 * const w = tensor([5, -3], { requiresGrad: true });
 * const optimizer = new LBFGS([w], { lineSearchFn: "strong_wolfe" });
 * optimizer.step(() => {
 *   optimizer.zeroGrad();
 *   const loss = w.sub(tensor([1, 2])).square().sum();
 *   loss.backward();
 *   return loss;
 * });
 * w.detach() // → tensor([1.0000, 2.0000])
 * ```
 */
export class LBFGS extends Optimizer<LBFGSOptions, LBFGSState> {
  constructor(parameters: Parameters<LBFGSOptions>, options: LBFGSOptions = {}) {
    requireCount("LBFGS", arguments, 2);
    super("LBFGS", parameters, { options, defaults: DEFAULTS });
  }

  protected override check(settings: Required<LBFGSOptions>): void {
    const { maxIter, maxEval, historySize, lineSearchFn } = settings;
    if (this.paramGroups.length > 0) {
      throw new RangeError("LBFGS: params must be one group, got several");
    }
    requireWhole("LBFGS", "maxIter", maxIter, 1);
    if (maxEval !== null) requireWhole("LBFGS", "maxEval", maxEval, 1);
    requireAtLeastZero("LBFGS", "toleranceGrad", settings.toleranceGrad);
    requireAtLeastZero("LBFGS", "toleranceChange", settings.toleranceChange);
    requireWhole("LBFGS", "historySize", historySize, 1);
    if (lineSearchFn !== null && lineSearchFn !== "strong_wolfe") {
      throw new RangeError(
        `LBFGS: lineSearchFn must be "strong_wolfe" or null, got ${told(lineSearchFn)}`,
      );
    }
  }

  /**
   * Up to `maxIter` iterations.
   *
   * @param closure clears the gradients, computes the loss, goes back from it and returns it
   * @returns the loss before the step
   * @throws {TypeError} without a closure
   */
  override step(closure: () => Tensor): Tensor {
    requireCount("step", arguments, 1);
    if (typeof closure !== "function") {
      throw new TypeError(
        `LBFGS: step must be given a function that computes the loss, got ${told(closure)}`,
      );
    }
    return noGrad(() => this.#iterate(() => withGradEnabled(true, closure)));
  }

  protected override update(): void {}

  #iterate(closure: () => Tensor): Tensor {
    const group = this.paramGroups[0] as ParamGroup<LBFGSOptions>;
    const { params, lr, maxIter, toleranceGrad, toleranceChange, historySize, lineSearchFn } =
      group;
    const maxEval = group.maxEval ?? Math.floor((maxIter * 5) / 4);
    const state = this.state.get(params[0] as Tensor) ?? fresh();
    this.state.set(params[0] as Tensor, state);
    const original = closure();
    if (!(original instanceof Tensor)) {
      throw new TypeError(`LBFGS: closure must return the loss, got ${told(original)}`);
    }
    let loss = original.item() as number;
    let evaluations = 1;
    state.funcEvals++;
    let gradient = flatGradient(params);
    if (largest(gradient) <= toleranceGrad) return original;

    let { d: direction, t } = state;
    for (let i = 1; i <= maxIter; i++) {
      state.nIter++;
      const last = direction && { step: direction.mul(t) as Tensor, historySize };
      direction = last ? nextDirection(state, gradient, last) : gradient.neg();
      state.prevFlatGrad = kept(gradient);
      state.prevLoss = loss;
      const most = 1 / (gradient.abs().sum().item() as number);
      // As in torch 1 where a gradient is NaN, which Math.min would pass on to all parameters.
      t = (state.nIter === 1 && most < 1 ? most : 1) * lr;
      const slope = dot(gradient, direction);
      if (slope > -toleranceChange) break;

      let used = 0;
      if (lineSearchFn) {
        const start = params.map((x) => x.clone());
        const at = (step: number) => {
          move(params, step, direction as Tensor);
          const value = closure().item() as number;
          const found = { t: step, f: value, g: flatGradient(params), slope: 0 };
          found.slope = dot(found.g, direction as Tensor);
          for (const [j, x] of params.entries()) x.copy_(start[j] as Tensor);
          return found;
        };
        const from = { t: 0, f: loss, g: gradient, slope };
        const size = largest(direction);
        const most = maxEval - evaluations;
        const search = { from, t, size, toleranceChange, most };
        const found = strongWolfe(at, search);
        ({ t, f: loss, g: gradient } = found.point);
        used = found.evaluations;
        move(params, t, direction);
      } else {
        move(params, t, direction);
        if (i !== maxIter) {
          loss = closure().item() as number;
          gradient = flatGradient(params);
          used = 1;
        }
      }
      evaluations += used;
      state.funcEvals += used;
      if (evaluations >= maxEval || largest(gradient) <= toleranceGrad) break;
      if (largest(direction) * Math.abs(t) <= toleranceChange) break;
      if (Math.abs(loss - state.prevLoss) < toleranceChange) break;
    }
    if (direction) state.d = kept(direction);
    state.t = t;
    return original;
  }
}

function fresh(): LBFGSState {
  return { funcEvals: 0, nIter: 0, t: 0, oldDirs: [], oldStps: [], ro: [], hDiag: 1, prevLoss: 0 };
}

/** The two loops of Nocedal: the gradient times what the last steps tell of the inverse Hessian. */
function nextDirection(
  state: LBFGSState,
  gradient: Tensor,
  { step, historySize }: { step: Tensor; historySize: number },
): Tensor {
  const { oldDirs, oldStps, ro } = state;
  const change = gradient.sub(state.prevFlatGrad as Tensor) as Tensor;
  const curvature = dot(change, step);
  if (curvature > 1e-10) {
    if (oldDirs.length === historySize) for (const list of [oldDirs, oldStps, ro]) list.shift();
    oldDirs.push(kept(change));
    oldStps.push(kept(step));
    ro.push(1 / curvature);
    state.hDiag = curvature / dot(change, change);
  }
  const shares: number[] = [];
  let q = gradient.neg();
  for (let i = oldDirs.length - 1; i >= 0; i--) {
    const share = dot(oldStps[i] as Tensor, q) * (ro[i] as number);
    shares[i] = share;
    q = q.sub((oldDirs[i] as Tensor).mul(share)) as Tensor;
  }
  let r = q.mul(state.hDiag) as Tensor;
  for (const [i, old] of oldDirs.entries()) {
    const share = dot(old, r) * (ro[i] as number);
    r = r.add((oldStps[i] as Tensor).mul((shares[i] as number) - share)) as Tensor;
  }
  return r;
}

function flatGradient(params: readonly Tensor[]): Tensor {
  return cat(params.map((x) => (x.grad ?? zerosLike(x)).reshape([-1])));
}

/** Moves the parameters by `step` times their parts of the direction. */
function move(params: readonly Tensor[], step: number, direction: Tensor): void {
  let at = 0;
  for (const x of params) {
    const part = direction.slice(at, at + x.numel()).reshape(x.shape);
    x.copy_(x.add(part.mul(step)));
    at += x.numel();
  }
}

function dot(a: Tensor, b: Tensor): number {
  return a.mul(b).sum().item() as number;
}

function largest(x: Tensor): number {
  return x.abs().max().item() as number;
}

/** The same tensor, once its numbers have left the memory of a `scope`. */
function kept(x: Tensor): Tensor {
  x.storage.data;
  return x;
}
