import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import { fillUniform } from "../../random/internal.ts";
import { type Options, type Tensor, zeros } from "../../tensor/index.ts";
import {
  requireBoolean,
  requireCount,
  requireGenerator,
  requireKnown,
  requireOptions,
  requireWhole,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { linear } from "./linear-function.ts";
import { Module } from "./module.ts";
import { reserve } from "./module-fields.ts";
import { Parameter } from "./parameter.ts";
import { pythonBoolean } from "./python-number.ts";

/** How a linear layer starts. */
export interface LinearOptions<D extends Float> {
  bias?: boolean;
  dtype?: D;
  /** The default generator if left out. */
  generator?: RandomSource | undefined;
}

/**
 * torch's `nn.Linear`: y = x Wᵀ + b, with W of shape [outputs, inputs]. The same seed gives the
 * same initial weights as in torch, to the last bit.
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new Linear(100, 10).forward(ones([5, 100])).shape // → [ 5, 10 ]
 * ```
 */
export class Linear<D extends Float = "float32"> extends Module {
  readonly weight: Parameter<D>;
  readonly bias: Parameter<D> | undefined;

  constructor(
    inputs: number,
    outputs: number,
    ...[options = {}]: Options<D, "float32", LinearOptions<D>>
  ) {
    requireCount("Linear", arguments, 3);
    requireWhole("Linear", "inputs", inputs);
    requireWhole("Linear", "outputs", outputs);
    requireOptions("Linear", options, "{ bias: false }");
    requireKnown("Linear", options, ["bias", "dtype", "generator"]);
    requireGenerator("Linear", options.generator);
    requireBoolean("Linear", "bias", options.bias ?? true);
    super();
    const { bias = true, dtype = "float32" as D, generator = defaultGenerator } = options;
    // torch's "Kaiming uniform" with a = √5; written in its order of rounding.
    const gain = Math.sqrt(2 / 6);
    const bound = Math.sqrt(3) * (gain / Math.sqrt(inputs));
    this.weight = uniform([outputs, inputs], bound, { dtype, generator });
    this.bias = bias
      ? uniform([outputs], inputs > 0 ? 1 / Math.sqrt(inputs) : 0, { dtype, generator })
      : undefined;
    reserve(this, "parameter", ["bias"]);
  }

  /**
   * [..., inputs] to [..., outputs].
   *
   * @throws {RangeError} when the last length is another
   * @throws {TypeError} for no tensor, and for one of another kind than the weights
   */
  forward(x: Tensor<D>): Tensor<D> {
    requireCount("Linear.forward", arguments, 1);
    return linear<D>(x, this.weight, this.bias);
  }

  override extraRepr(): string {
    const [outputs, inputs] = this.weight.shape;
    return `in_features=${inputs}, out_features=${outputs}, bias=${pythonBoolean(!!this.bias)}`;
  }
}

function uniform<D extends Float>(
  shape: readonly number[],
  bound: number,
  { dtype, generator }: { dtype: D; generator: RandomSource },
): Parameter<D> {
  const x = zeros(shape, { dtype });
  // 0 - bound, since -bound would begin at -0 where there are no inputs.
  fillUniform(x.storage.data as Float32Array | Float64Array, 0 - bound, bound, generator);
  return new Parameter(x);
}
