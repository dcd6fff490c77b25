import { type Options, ones, type Tensor, zeros } from "../../tensor/index.ts";
import {
  requireAtLeastZero,
  requireBoolean,
  requireCount,
  requireKnown,
  requireOptions,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "../modules/module.ts";
import { reserve } from "../modules/module-fields.ts";
import { Parameter } from "../modules/parameter.ts";
import { pythonBoolean, pythonNumber } from "../modules/python-number.ts";
import { layerNorm, requireLengths } from "./layer-norm-function.ts";

/** How a layer norm is made. */
export interface LayerNormOptions<D extends Float> {
  /** Added to the variance; 1e-5 if left out. */
  eps?: number;
  /** Whether it has a weight, and a bias too; true if left out. */
  elementwiseAffine?: boolean;
  /** Whether it has a bias beside the weight; true if left out. */
  bias?: boolean;
  dtype?: D;
}

/**
 * Gives each part over the last dimensions mean 0 and variance 1, then scales and shifts it: torch's
 * `nn.LayerNorm`. It does the same in training and evaluation.
 *
 * @example
 * ```ts
 * import { LayerNorm } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new LayerNorm(3).forward(tensor([1, 2, 3])).detach() // → tensor([-1.2247,  0.0000,  1.2247])
 * ```
 */
export class LayerNorm<D extends Float = "float32"> extends Module {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  readonly weight: Parameter<D> | undefined;
  readonly bias: Parameter<D> | undefined;

  /**
   * @param normalizedShape the lengths of the last dimensions, or the length of the last
   * @throws {TypeError} for what are no lengths, and for options that are not known
   */
  constructor(
    normalizedShape: number | readonly number[],
    ...[options = {}]: Options<D, "float32", LayerNormOptions<D>>
  ) {
    requireCount("LayerNorm", arguments, 2);
    super();
    requireOptions("LayerNorm", options, "{ eps: 1e-5 }");
    requireKnown("LayerNorm", options, ["eps", "elementwiseAffine", "bias", "dtype"]);
    const shape = typeof normalizedShape === "number" ? [normalizedShape] : normalizedShape;
    this.normalizedShape = requireLengths("LayerNorm", shape);
    const { eps = 1e-5, elementwiseAffine = true, bias = true, dtype = "float32" as D } = options;
    requireAtLeastZero("LayerNorm", "eps", eps);
    requireBoolean("LayerNorm", "elementwiseAffine", elementwiseAffine);
    requireBoolean("LayerNorm", "bias", bias);
    this.eps = eps;
    const kind = { dtype };
    this.weight = elementwiseAffine ? new Parameter<D>(ones(shape, kind)) : undefined;
    this.bias = elementwiseAffine && bias ? new Parameter<D>(zeros(shape, kind)) : undefined;
    reserve(this, "parameter", ["weight", "bias"]);
  }

  /** [..., *normalizedShape] to the same. @throws {RangeError} for other shapes */
  forward(x: Tensor<D>): Tensor<D> {
    requireCount("LayerNorm.forward", arguments, 1);
    const { weight, bias, eps } = this;
    return layerNorm<D>(x, this.normalizedShape, { weight, bias, eps });
  }

  override extraRepr(): string {
    const shape = this.normalizedShape;
    const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
    const affine = pythonBoolean(this.weight !== undefined);
    const bias = pythonBoolean(this.bias !== undefined);
    return `${tuple}, eps=${pythonNumber(this.eps)}, elementwise_affine=${affine}, bias=${bias}`;
  }
}
