import { Tensor } from "../../tensor/index.ts";

/**
 * A part of a net: it can be put in training or evaluation, and it knows its parameters, which are
 * its own tensors and those of the modules that it holds, in lists too.
 */
export abstract class Module {
  /** True until `eval` is called. */
  training = true;

  /** What it holds, by torch's names: parameters, and modules that may hold more. */
  protected parts(): [name: string, part: Tensor | Module][] {
    return partsOf(this);
  }

  /**
   * Switches training on (or off) here and in all modules inside, and returns the module.
   *
   * @example
   * ```ts
   * import { Dropout } from "dropout-lab/nn";
   * const dropout = new Dropout(0.5).eval();
   * dropout.train().training // → true
   * ```
   */
  train(mode = true): this {
    this.training = mode;
    for (const [, part] of this.parts()) if (part instanceof Module) part.train(mode);
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
    return this.train(false);
  }

  /**
   * All parameters with torch's names for them, such as `0.weight`. One that is used in several
   * places comes once, by its first name.
   */
  namedParameters(): [name: string, parameter: Tensor][] {
    const seen = new Set<Tensor>();
    return this.#named().filter(([, x]) => !seen.has(x) && seen.add(x));
  }

  /** All places of parameters. */
  #named(): [name: string, parameter: Tensor][] {
    return this.parts().flatMap(([name, part]): [string, Tensor][] =>
      part instanceof Tensor
        ? [[name, part]]
        : part.#named().map(([inner, x]) => [`${name}.${inner}`, x]),
    );
  }

  /** All parameters, in the order in which torch lists them. */
  parameters(): Tensor[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** Forgets the gradients of all parameters. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = undefined;
  }

  /** Copies of all parameters by their names, to be stored; in torch's way, by all of them. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.#named().map(([name, x]) => [name, x.detach().clone()]));
  }

  /**
   * Writes stored values over the parameters, and returns the module.
   *
   * @throws {RangeError} when names or shapes differ
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): this {
    const own = this.#named();
    const names = own.map(([name]) => name);
    const given = Object.keys(state);
    if (names.length !== given.length || names.some((name) => !(name in state))) {
      throw new RangeError(
        `loadStateDict: must name [${names.join(", ")}], got [${given.join(", ")}]`,
      );
    }
    for (const [name, parameter] of own) parameter.detach().copy_(state[name] as Tensor);
    return this;
  }
}

/** The tensors that need gradients and the modules that a module holds, by name. */
function partsOf(module: Module): [string, Tensor | Module][] {
  const found: [string, Tensor | Module][] = [];
  const look = (name: string, value: unknown): void => {
    if (value instanceof Module || (value instanceof Tensor && value.requiresGrad)) {
      found.push([name, value]);
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) look(`${name}.${i}`, item);
    }
  };
  for (const [name, value] of Object.entries(module)) look(name, value);
  return found;
}
