import type { Tensor } from "../../tensor/index.ts";
import { requireCount, requireTensor, told } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "./module.ts";

/**
 * Gives its input: torch's `nn.Identity`, to stand where no layer is wanted.
 *
 * @example
 * ```ts
 * import { Identity } from "dropout-lab/nn";
 * import { ones } from "dropout-lab/tensor";
 * const x = ones([2]);
 * new Identity().forward(x) === x // → true
 * ```
 */
export class Identity extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("Identity.forward", arguments, 1);
    requireTensor("identity", x);
    return x;
  }
}

/**
 * Joins the dimensions from `startDim` to `endDim` into one: torch's `nn.Flatten`. If nothing is
 * said, [N, …] becomes [N, all the rest].
 *
 * @throws {TypeError} for dimensions that are no whole numbers
 *
 * @example
 * ```ts
 * import { Flatten } from "dropout-lab/nn";
 * import { ones } from "dropout-lab/tensor";
 * new Flatten().forward(ones([5, 2, 3])).shape // → [ 5, 6 ]
 * ```
 */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor(startDim = 1, endDim = -1) {
    requireCount("Flatten", arguments, 2);
    super();
    for (const [name, dim] of Object.entries({ startDim, endDim })) {
      if (!Number.isInteger(dim)) {
        throw new TypeError(`Flatten: ${name} must be a whole number, got ${told(dim)}`);
      }
    }
    this.startDim = startDim;
    this.endDim = endDim;
  }

  /** @throws {RangeError} where there are no such dimensions, and for a start after the end */
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("Flatten.forward", arguments, 1);
    requireTensor("flatten", x);
    return x.flatten(this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`;
  }
}
