import { noGrad, scope, type Tensor } from "../../tensor/index.ts";
import { floatSpan } from "../../tensor/internal.ts";
import type { FloatSpan } from "../../tensor/memory/index.ts";

/** What changes parameters by their gradients. */
export abstract class Optimizer {
  readonly parameters: readonly Tensor[];
  /** The learning rate, which may be changed between steps. */
  lr: number;

  /** @throws {RangeError} for a negative learning rate, or without parameters */
  constructor(parameters: Iterable<Tensor>, lr: number) {
    this.parameters = [...parameters];
    this.lr = lr;
    if (this.parameters.length === 0) {
      throw new RangeError("optimizer: must be at least one parameter, got none");
    }
    requireAtLeastZero("lr", lr);
  }

  /** Forgets all gradients: `backward` adds to what is there. */
  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = undefined;
  }

  /** Moves each parameter that has a gradient. */
  step(): void {
    noGrad(() => {
      for (const [index, parameter] of this.parameters.entries()) {
        const { grad } = parameter;
        if (grad) scope(() => this.update(parameter, grad, index));
      }
    });
  }

  /** Moves one parameter, the one at `index`. */
  protected abstract update(parameter: Tensor, gradient: Tensor, index: number): void;
}

/** @throws {RangeError} for a negative setting */
export function requireAtLeastZero(name: string, value: number): void {
  if (!(value >= 0)) throw new RangeError(`${name}: must be at least 0, got ${value}`);
}

/** The elements of float32 tensors in memory, or undefined if some lie otherwise. */
export function floatSpansOf(...tensors: Tensor[]): FloatSpan[] | undefined {
  const spans = tensors.flatMap((x) => floatSpan(x) ?? []);
  return spans.length === tensors.length ? spans : undefined;
}
