import { noGrad, scope, Tensor } from "../tensor/index.ts";
import {
  floatSpan,
  requireAtLeastZero,
  requireBoolean,
  requireCount,
  requireFunction,
  requireKnown,
  requireOptions,
  told,
  withGradEnabled,
} from "../tensor/internal.ts";
import type { FloatSpan } from "../tensor/memory/index.ts";
import { copyState } from "./copy-state.ts";

/** What all optimisers have: a learning rate. */
export interface OptimizerOptions {
  lr?: number;
}

/** Parameters with settings of their own; what is left out is the optimiser's. */
export type GroupOptions<O> = O & { params: Tensor | Iterable<Tensor> };

/** What an optimiser can be given: parameters, or groups of them. */
export type Parameters<O> = Iterable<Tensor> | Iterable<GroupOptions<O>>;

/** Parameters and their settings, which may be changed between steps, as schedulers do. */
export type ParamGroup<O> = { -readonly [K in keyof O]-?: O[K] } & {
  params: Tensor[];
  /** The rate at the beginning, where a scheduler changes it. */
  initialLr?: number;
};

/** Everything an optimiser remembers, with numbers in place of the parameters. */
export interface OptimizerState<O, S> {
  state: Record<number, S>;
  paramGroups: (Omit<ParamGroup<O>, "params"> & { params: number[] })[];
}

/**
 * What changes parameters by their gradients: torch's `optim.Optimizer`. An optimiser of one's own
 * says in `update` how one parameter is moved, which records no gradients.
 *
 * @example
 * ```ts
 * import { Optimizer } from "dropout-lab/optim";
 * import { type Tensor, tensor } from "dropout-lab/tensor";
 * class SignDescent extends Optimizer {
 *   constructor(parameters: Iterable<Tensor>, lr: number) {
 *     super("SignDescent", parameters, { options: { lr }, defaults: { lr: 0.01 } });
 *   }
 *   check() {}
 *   update(parameter: Tensor, gradient: Tensor, { lr }: { lr: number }) {
 *     parameter.sub_(gradient.sign().mul(lr));
 *   }
 * }
 * const w = tensor([1, -2], { requiresGrad: true });
 * const optimizer = new SignDescent([w], 0.5);
 * w.square().sum().backward();
 * optimizer.step();
 * w.detach() // → tensor([ 0.5000, -1.5000])
 * ```
 */
export abstract class Optimizer<O extends OptimizerOptions = OptimizerOptions, S = unknown> {
  /** The parameters with their settings: `optimizer.paramGroups[0].lr` is the learning rate. */
  readonly paramGroups: ParamGroup<O>[] = [];
  /** The settings of groups that say nothing else. */
  readonly defaults: Required<O>;
  /** What is remembered of each parameter that was moved. */
  readonly state = new Map<Tensor, S>();
  /** What errors begin with. */
  protected readonly name: string;

  /**
   * @param name what errors begin with
   * @param parameters leaves that differ from each other, or groups of them
   * @param settings the settings that were given, and those for what is left out; `lr` is at least 0
   * @throws {TypeError} for parameters that are no tensors, and for unknown settings
   * @throws {RangeError} without parameters, for computed ones and repeated ones, and for settings
   * out of range
   */
  constructor(
    name: string,
    parameters: Parameters<O>,
    { options, defaults }: { options: O; defaults: Required<O> },
  ) {
    requireCount("Optimizer", arguments, 3);
    this.name = name;
    requireOptions(name, options, "{ lr: 0.1 }");
    requireKnown(name, options, Object.keys(defaults));
    this.defaults = completed(options, defaults);
    const list = listOf(name, parameters);
    if (list.length === 0) {
      throw new RangeError(`${name}: params must hold at least one parameter, got none`);
    }
    const areGroups = list.every((part) => isGroup(part));
    const groups = areGroups
      ? (list as GroupOptions<O>[])
      : [{ params: list } as unknown as GroupOptions<O>];
    for (const group of groups) this.addParamGroup(group);
  }

  /**
   * Adds parameters with settings of their own, such as layers that were frozen until now.
   *
   * @throws {TypeError} for parameters that are no tensors, and for unknown settings
   * @throws {RangeError} for computed or repeated parameters, and for settings out of range
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * import { SGD } from "dropout-lab/optim";
   * const [first, second] = [new Linear(2, 2), new Linear(2, 2)];
   * const optimizer = new SGD(second.parameters(), { lr: 0.1 });
   * optimizer.addParamGroup({ params: first.parameters(), lr: 0.01 });
   * optimizer.paramGroups.map(({ lr }) => lr) // → [ 0.1, 0.01 ]
   * ```
   */
  addParamGroup(group: GroupOptions<O>): void {
    requireCount("addParamGroup", arguments, 1);
    const name = this.name;
    if (!isGroup(group)) {
      throw new TypeError(`${name}: a group must be such as { params: […] }, got ${told(group)}`);
    }
    const { params, ...options } = group;
    requireKnown(name, options, [...Object.keys(this.defaults), "initialLr"]);
    const list = params instanceof Tensor ? [params] : listOf(name, params);
    const known = new Set(this.paramGroups.flatMap((other) => other.params));
    for (const parameter of list) requireParameter(name, parameter, known);
    const settings = completed(options as unknown as O, this.defaults);
    requireAtLeastZero(name, "lr", settings.lr);
    this.check(settings);
    this.paramGroups.push({ ...settings, params: list as Tensor[] } as unknown as ParamGroup<O>);
  }

  /**
   * Forgets all gradients, since `backward` adds to what is there; with `setToNone: false` they stay
   * and become 0.
   */
  zeroGrad(options: { setToNone?: boolean } = {}): void {
    requireCount("zeroGrad", arguments, 1);
    requireOptions("zeroGrad", options, "{ setToNone: false }");
    requireKnown("zeroGrad", options, ["setToNone"]);
    const { setToNone = true } = options;
    requireBoolean("zeroGrad", "setToNone", setToNone);
    for (const { params } of this.paramGroups) {
      for (const parameter of params) {
        const { grad } = parameter;
        if (setToNone) parameter.grad = undefined;
        else if (grad) noGrad(() => grad.zero_());
      }
    }
  }

  /**
   * Moves each parameter that has a gradient.
   *
   * @param closure computes the loss and its gradients first, where it is given
   * @returns the loss that the closure gave
   */
  step(closure?: () => Tensor): Tensor | undefined {
    requireCount("step", arguments, 1);
    if (closure !== undefined) requireFunction(`${this.name}: step`, "closure", closure);
    const loss = closure && withGradEnabled(true, closure);
    noGrad(() => {
      for (const group of this.paramGroups) {
        for (const parameter of group.params) {
          const { grad } = parameter;
          if (grad) scope(() => this.update(parameter, grad, group));
        }
      }
    });
    return loss;
  }

  /** Copies of all settings and of what is remembered, to go on from later. */
  stateDict(): OptimizerState<O, S> {
    requireCount("stateDict", arguments, 0);
    const all = this.paramGroups.flatMap(({ params }) => params);
    const numbers = new Map(all.map((parameter, i) => [parameter, i]));
    const numberOf = (parameter: Tensor) => numbers.get(parameter) as number;
    return {
      state: Object.fromEntries(
        [...this.state].map(([parameter, state]) => [numberOf(parameter), copyState(state)]),
      ),
      paramGroups: this.paramGroups.map((group) => ({
        ...(copyState({ ...group, params: [] }) as typeof group),
        params: group.params.map(numberOf),
      })) as OptimizerState<O, S>["paramGroups"],
    };
  }

  /**
   * Goes on from settings and memory that `stateDict` gave.
   *
   * @throws {RangeError} when the groups are others
   */
  loadStateDict(stored: OptimizerState<O, S>): void {
    requireCount("loadStateDict", arguments, 1);
    const subject = `${this.name}: loadStateDict`;
    const { state, paramGroups } = (stored ?? {}) as Partial<OptimizerState<O, S>>;
    if (!state || !Array.isArray(paramGroups)) {
      throw new TypeError(`${subject}: must be what stateDict gave, got ${told(stored)}`);
    }
    const own = this.paramGroups.map(({ params }) => params.length);
    const given = paramGroups.map(({ params }) => params.length);
    if (String(own) !== String(given)) {
      throw new RangeError(
        `${this.name}: groups must have [${own.join(", ")}] parameters, got [${given.join(", ")}]`,
      );
    }
    this.state.clear();
    for (const [i, { params, ...settings }] of paramGroups.entries()) {
      const group = this.paramGroups[i] as ParamGroup<O>;
      Object.assign(group, copyState(settings));
      for (const [j, number] of params.entries()) {
        const stored = state[number];
        if (stored !== undefined) this.state.set(group.params[j] as Tensor, copyState(stored));
      }
    }
  }

  /** @throws {RangeError} for settings of a group that are out of range */
  protected abstract check(settings: Required<O>): void;

  /** Moves one parameter. */
  protected abstract update(parameter: Tensor, gradient: Tensor, group: ParamGroup<O>): void;
}

/** The elements of float32 tensors in memory, or undefined if some lie otherwise. */
export function floatSpansOf(tensors: readonly Tensor[]): FloatSpan[] | undefined {
  const spans: FloatSpan[] = [];
  for (const x of tensors) {
    const span = floatSpan(x);
    if (!span) return undefined;
    spans.push(span);
  }
  return spans;
}

function isGroup(part: unknown): boolean {
  return typeof part === "object" && part !== null && "params" in part;
}

function listOf(name: string, parameters: unknown): unknown[] {
  if (
    parameters instanceof Tensor ||
    typeof (parameters as Iterable<unknown> | null)?.[Symbol.iterator] !== "function" ||
    typeof parameters === "string"
  ) {
    throw new TypeError(
      `${name}: params must be a list of tensors, such as net.parameters(), got ${told(parameters)}`,
    );
  }
  return [...(parameters as Iterable<unknown>)];
}

/** Notes the parameter among the `known`. */
function requireParameter(name: string, parameter: unknown, known: Set<Tensor>): void {
  if (!(parameter instanceof Tensor)) {
    throw new TypeError(`${name}: params must be tensors, got ${told(parameter)}`);
  }
  if (parameter.gradFn) {
    throw new RangeError(
      `${name}: params must be leaves, got one that was computed (${parameter.gradFn.name})`,
    );
  }
  if (known.has(parameter)) {
    throw new RangeError(`${name}: params must differ from each other, got one twice`);
  }
  known.add(parameter);
}

/** The options, with defaults for those that are left out. */
function completed<O extends object>(options: O, defaults: Required<O>): Required<O> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}
