import { type DType, Tensor } from "../../tensor/index.ts";
import {
  requireCount,
  requireKnown,
  requireOptions,
  requireTensor,
} from "../../tensor/internal.ts";
import { noteMade, noteUse } from "./calls.ts";

/**
 * A tensor that a module learns: torch's `nn.Parameter`. In a field of a module, or in an array, a
 * `Map` or a plain object there, it is one of the module's `parameters()`, and stays so when it is
 * frozen. It shares the memory of the tensor that it is made of.
 *
 * @throws {TypeError} for no tensor, and for integers or truth values that shall need gradients
 *
 * @example
 * ```ts
 * import { Parameter } from "dropout-lab/nn";
 * import { ones } from "dropout-lab/tensor";
 * new Parameter(ones([2]))
 * // → Parameter containing:
 * //   tensor([1., 1.], requires_grad=True)
 * ```
 */
export class Parameter<D extends DType = "float32"> extends Tensor<D> {
  constructor(data: Tensor<D>, options: { requiresGrad?: boolean } = {}) {
    requireCount("Parameter", arguments, 2);
    requireTensor("Parameter", data);
    requireOptions("Parameter", options, "{ requiresGrad: false }");
    requireKnown("Parameter", options, ["requiresGrad"]);
    super(data);
    this.requiresGrad = options.requiresGrad ?? true;
    noteMade(this);
  }

  /** False when it is frozen; it is a parameter all the same. */
  override get requiresGrad(): boolean {
    const wanted = super.requiresGrad;
    if (wanted) noteUse(this);
    return wanted;
  }

  override set requiresGrad(wanted: boolean) {
    super.requiresGrad = wanted;
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }
}

/**
 * A tensor that belongs to a module's state but is not learned, such as a running mean: torch's
 * `nn.Buffer`. It is found where a `Parameter` would be, and shares the memory of its tensor.
 *
 * @throws {TypeError} for no tensor
 *
 * @example
 * ```ts
 * import { Buffer, Module } from "dropout-lab/nn";
 * import { zeros } from "dropout-lab/tensor";
 * class Counter extends Module {
 *   count = new Buffer(zeros([]));
 * }
 * Object.keys(new Counter().stateDict()) // → [ 'count' ]
 * ```
 */
export class Buffer<D extends DType = DType> extends Tensor<D> {
  /** Whether `stateDict` has it; true if left out. */
  readonly persistent: boolean;

  constructor(data: Tensor<D>, options: { persistent?: boolean } = {}) {
    requireCount("Buffer", arguments, 2);
    requireTensor("Buffer", data);
    requireOptions("Buffer", options, "{ persistent: false }");
    requireKnown("Buffer", options, ["persistent"]);
    super(data);
    this.persistent = options.persistent ?? true;
  }
}
