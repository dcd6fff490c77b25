import type { Tensor } from "../../tensor/index.ts";
import {
  requireBoolean,
  requireCount,
  requireFunction,
  requireKnown,
  requireOptions,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { noteMade, noteMode, watch } from "./calls.ts";
import { type IncompatibleKeys, loadState } from "./load-state.ts";
import { Fields, fieldsOf } from "./module-fields.ts";
import { Buffer, Parameter } from "./parameter.ts";
import { type Field, fieldsOfList, type Part, partsIn } from "./parts.ts";
import { formatModule } from "./print-module.ts";

const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/**
 * A part of a net, torch's `nn.Module`. What its fields hold are its parts: each `Parameter`,
 * `Buffer` and `Module`, also in arrays, maps and plain objects. Other tensors are not: a result may
 * be kept in a field.
 *
 * Nobody can look into a `#private` field. Write `#drop = this.register("drop", new Dropout(0.5))`
 * there; a module or parameter that a method uses and that is not found is an error.
 *
 * @example
 * ```ts
 * import { Dropout, Linear, Module } from "dropout-lab/nn";
 * import type { Tensor } from "dropout-lab/tensor";
 * class Net extends Module {
 *   layers = [new Linear(4, 3), new Linear(3, 2)];
 *   #drop = this.register("drop", new Dropout(0.5));
 *   forward(x: Tensor<"float32">) {
 *     for (const layer of this.layers) x = this.#drop.forward(layer.forward(x));
 *     return x;
 *   }
 * }
 * new Net()
 * // → Net(
 * //     (layers): ModuleList(
 * //       (0): Linear(in_features=4, out_features=3, bias=True)
 * //       (1): Linear(in_features=3, out_features=2, bias=True)
 * //     )
 * //     (drop): Dropout(p=0.5, inplace=False)
 * //   )
 * ```
 */
export abstract class Module extends Fields {
  #training = true;
  #isSwitching = false;

  constructor() {
    requireCount(new.target.name, arguments, 0);
    super();
    watch(this, () => this.#held(), Module.prototype);
    noteMade(this);
  }

  /** True until `eval` is called. */
  get training(): boolean {
    noteMode(this, this.#training);
    return this.#training;
  }

  set training(mode: boolean) {
    requireBoolean(this.constructor.name, "training", mode);
    this.#training = mode;
  }

  /**
   * Makes a part known by a name, for a part that is kept in a `#private` field, and returns it. It
   * may be a list, too.
   *
   * @throws {RangeError} for a name that is taken, is empty or has a point
   * @throws {TypeError} for what holds no module, parameter or buffer
   *
   * @example
   * ```ts
   * import { Linear, Module } from "dropout-lab/nn";
   * import type { Tensor } from "dropout-lab/tensor";
   * class Net extends Module {
   *   #out = this.register("out", new Linear(3, 2));
   *   forward(x: Tensor<"float32">) { return this.#out.forward(x); }
   * }
   * new Net().namedParameters().map(([name]) => name) // → [ 'out.weight', 'out.bias' ]
   * ```
   */
  register<T extends object>(name: string, part: T): T {
    requireCount("register", arguments, 2);
    if (typeof name !== "string" || name === "" || name.includes(".")) {
      throw new RangeError(`register: name must be a word without points, got ${String(name)}`);
    }
    if (name in this) throw new RangeError(`register: attribute '${name}' already exists`);
    if (!isPart(part) && !fieldsOfList(part)) {
      throw new TypeError(
        `register: must be a Module, a Parameter, a Buffer or a list of them, got ${typeof part}`,
      );
    }
    Object.assign(this, { [name]: part });
    return part;
  }

  /**
   * Switches training on (or off) here and in all modules inside, and returns the module.
   *
   * @throws {TypeError} for a mode that is no truth value
   *
   * @example
   * ```ts
   * import { Dropout } from "dropout-lab/nn";
   * const dropout = new Dropout(0.5).eval();
   * dropout.train().training // → true
   * ```
   */
  train(mode = true): this {
    requireCount("train", arguments, 1);
    if (typeof mode !== "boolean") {
      throw new TypeError(`train: training mode is expected to be boolean, got ${String(mode)}`);
    }
    // A module inside may hold this one.
    if (this.#isSwitching) return this;
    this.#isSwitching = true;
    try {
      this.training = mode;
      for (const child of this.children()) child.train(mode);
    } finally {
      this.#isSwitching = false;
    }
    return this;
  }

  /**
   * Switches training off here and in all modules inside, and returns the module.
   *
   * @example
   * ```ts
   * import { Dropout } from "dropout-lab/nn";
   * import { ones } from "dropout-lab/tensor";
   * const x = ones([3]);
   * new Dropout(0.5).eval().forward(x) === x // → true
   * ```
   */
  eval(): this {
    requireCount("eval", arguments, 0);
    return this.train(false);
  }

  /**
   * The modules right inside, with their names. One that is there twice comes once.
   *
   * @example
   * ```ts
   * import { Linear, ReLU, Sequential } from "dropout-lab/nn";
   * const net = new Sequential(new Linear(3, 2), new ReLU());
   * net.namedChildren().map(([name]) => name) // → [ '0', '1' ]
   * ```
   */
  namedChildren(): [name: string, module: Module][] {
    requireCount("namedChildren", arguments, 0);
    return once(this.#parts().flatMap(([name, part]) => (isModule(part) ? [[name, part]] : [])));
  }

  /**
   * The modules right inside.
   *
   * @example
   * ```ts
   * import { Linear, Sequential } from "dropout-lab/nn";
   * new Sequential(new Linear(3, 2)).children().length // → 1
   * ```
   */
  children(): Module[] {
    requireCount("children", arguments, 0);
    return this.namedChildren().map(([, module]) => module);
  }

  /**
   * This module, named "", and all inside with torch's names for them, such as `0.layers.1`. One
   * that is used in several places comes once, by its first name.
   *
   * @example
   * ```ts
   * import { Linear, ReLU, Sequential } from "dropout-lab/nn";
   * const net = new Sequential(new Linear(3, 2), new Sequential(new ReLU()));
   * net.namedModules().map(([name]) => name) // → [ '', '0', '1', '1.0' ]
   * ```
   */
  namedModules(): [name: string, module: Module][] {
    requireCount("namedModules", arguments, 0);
    return once(this.#places().flatMap(([name, part]) => (isModule(part) ? [[name, part]] : [])));
  }

  /**
   * This module and all inside, each once.
   *
   * @example
   * ```ts
   * import { Linear, Sequential } from "dropout-lab/nn";
   * new Sequential(new Linear(3, 2)).modules().length // → 2
   * ```
   */
  modules(): Module[] {
    requireCount("modules", arguments, 0);
    return this.namedModules().map(([, module]) => module);
  }

  /**
   * All parameters with torch's names for them, such as `0.weight`, the frozen ones too. One that
   * is used in several places comes once, by its first name.
   *
   * @example
   * ```ts
   * import { Linear, ReLU, Sequential } from "dropout-lab/nn";
   * const net = new Sequential(new Linear(3, 2), new ReLU());
   * net.namedParameters().map(([name, { shape }]) => [name, shape])
   * // → [ [ '0.weight', [ 2, 3 ] ], [ '0.bias', [ 2 ] ] ]
   * ```
   */
  namedParameters(): [name: string, parameter: Parameter<Float>][] {
    requireCount("namedParameters", arguments, 0);
    return once(
      this.#places().flatMap(([name, part]) => (part instanceof Parameter ? [[name, part]] : [])),
    );
  }

  /**
   * All parameters, in the order in which torch lists them.
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * new Linear(3, 2).parameters().map(({ shape }) => shape) // → [ [ 2, 3 ], [ 2 ] ]
   * ```
   */
  parameters(): Parameter<Float>[] {
    requireCount("parameters", arguments, 0);
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /**
   * All buffers with torch's names for them, such as `1.running_mean`, each once.
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * new Linear(3, 2).namedBuffers() // → []
   * ```
   */
  namedBuffers(): [name: string, buffer: Buffer][] {
    requireCount("namedBuffers", arguments, 0);
    return once(
      this.#places().flatMap(([name, part]) => (part instanceof Buffer ? [[name, part]] : [])),
    );
  }

  /**
   * All buffers, each once.
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * new Linear(3, 2).buffers() // → []
   * ```
   */
  buffers(): Buffer[] {
    requireCount("buffers", arguments, 0);
    return this.namedBuffers().map(([, buffer]) => buffer);
  }

  /**
   * Calls `fn` with every module inside and then with this one, and returns the module. As in torch
   * a module that two others hold comes twice.
   *
   * @example
   * ```ts
   * import { Dropout, Linear, Sequential } from "dropout-lab/nn";
   * const names = [];
   * new Sequential(new Linear(3, 2), new Dropout()).apply((m) => names.push(m.constructor.name));
   * names // → [ 'Linear', 'Dropout', 'Sequential' ]
   * ```
   */
  apply(fn: (module: Module) => unknown): this {
    requireCount("apply", arguments, 1);
    requireFunction("apply", "fn", fn);
    if (this.#isSwitching) return this;
    this.#isSwitching = true;
    try {
      for (const child of this.children()) child.apply(fn);
    } finally {
      this.#isSwitching = false;
    }
    fn(this);
    return this;
  }

  /**
   * Freezes all parameters, or lets them learn again, and returns the module.
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * const layer = new Linear(3, 2).requiresGrad_(false);
   * layer.parameters().map(({ requiresGrad }) => requiresGrad) // → [ false, false ]
   * ```
   */
  requiresGrad_(requiresGrad = true): this {
    requireCount("requiresGrad_", arguments, 1);
    requireBoolean("requiresGrad_", "requiresGrad", requiresGrad);
    for (const parameter of this.parameters()) parameter.requiresGrad = requiresGrad;
    return this;
  }

  /**
   * Forgets the gradients of all parameters.
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * const layer = new Linear(3, 2);
   * layer.zeroGrad();
   * layer.weight.grad === undefined // → true
   * ```
   */
  zeroGrad(): void {
    requireCount("zeroGrad", arguments, 0);
    for (const parameter of this.parameters()) parameter.grad = undefined;
  }

  /**
   * All parameters and persistent buffers by their names, detached. As torch's they are no copies:
   * training goes on in them. Keep a copy with `clone()` of each, or a file of them with
   * `saveSafetensors`.
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * const layer = new Linear(3, 2);
   * Object.keys(layer.stateDict()) // → [ 'weight', 'bias' ]
   * ```
   */
  stateDict(): Record<string, Tensor> {
    requireCount("stateDict", arguments, 0);
    return Object.fromEntries(this.#state().map(([name, x]) => [name, x.detach()]));
  }

  /**
   * Writes stored values over the parameters and buffers; those of another kind are converted.
   *
   * @param options `strict: false` lets names differ; `true` if left out
   * @returns the names that are missing, and those that nothing has here
   * @throws {RangeError} in torch's words, having written nothing, when names or shapes differ
   *
   * @example
   * ```ts
   * import { Linear } from "dropout-lab/nn";
   * const [a, b] = [new Linear(3, 2), new Linear(3, 2)];
   * b.loadStateDict(a.stateDict()) // → { missingKeys: [], unexpectedKeys: [] }
   * ```
   */
  loadStateDict(
    state: Readonly<Record<string, Tensor>>,
    options: { strict?: boolean } = {},
  ): IncompatibleKeys {
    requireCount("loadStateDict", arguments, 2);
    requireOptions("loadStateDict", state, "stateDict()");
    requireOptions("loadStateDict", options, "{ strict: false }");
    requireKnown("loadStateDict", options, ["strict"]);
    const { strict = true } = options;
    requireBoolean("loadStateDict", "strict", strict);
    return loadState(this.constructor.name, this.#state(), { state, strict });
  }

  /**
   * What stands in the brackets when it is printed, as torch's `extra_repr`; nothing unless a class
   * says something.
   *
   * @example
   * ```ts
   * import { Module } from "dropout-lab/nn";
   * class Noise extends Module {
   *   sd = 0.1;
   *   extraRepr() { return `sd=${this.sd}`; }
   * }
   * new Noise() // → Noise(sd=0.1)
   * ```
   */
  extraRepr(): string {
    return "";
  }

  /** As torch prints it, with all modules inside. */
  override toString(): string {
    return formatModule<Module>(this, { isModule, fieldsOf: (module) => module.fields() });
  }

  /** @throws {TypeError} always: JSON has no room for parameters */
  toJSON(): never {
    throw new TypeError(
      `JSON: must be plain values, got a ${this.constructor.name}; keep its stateDict() by saveSafetensors of dropout-lab/tensor`,
    );
  }

  [INSPECT](): string {
    return this.toString();
  }

  /** Where it looks for its parts: all its fields, by their names. */
  protected fields(): readonly Field[] {
    return fieldsOf(this);
  }

  /** Its own parts. */
  #parts(): Part<Module>[] {
    // `forward` may be a field, which is there only now.
    watch(this, () => this.#held(), Module.prototype);
    return partsIn(this.fields(), isModule);
  }

  /** All places of modules, parameters and buffers in here, this module included. */
  #places(prefix = "", path: readonly Module[] = []): Part<Module>[] {
    if (path.includes(this)) return [];
    const places: Part<Module>[] = [[prefix, this]];
    for (const [name, part] of this.#parts()) {
      const whole = prefix === "" ? name : `${prefix}.${name}`;
      if (part instanceof Module) places.push(...part.#places(whole, [...path, this]));
      else places.push([whole, part]);
    }
    return places;
  }

  #held(): object[] {
    return this.#places().map(([, part]) => part);
  }

  #state(): [name: string, tensor: Tensor][] {
    return this.#places().flatMap(([name, part]): [string, Tensor][] => {
      const isStored = part instanceof Parameter || (part instanceof Buffer && part.persistent);
      return isStored ? [[name, part as Tensor]] : [];
    });
  }
}

function isModule(value: unknown): value is Module {
  return value instanceof Module;
}

function isPart(value: unknown): boolean {
  return value instanceof Module || value instanceof Parameter || value instanceof Buffer;
}

/** Those whose part did not come before. */
function once<T>(named: [name: string, part: T][]): [name: string, part: T][] {
  const seen = new Set<T>();
  return named.filter(([, part]) => !seen.has(part) && seen.add(part));
}
