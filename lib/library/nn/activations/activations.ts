import type { Tensor } from "../../tensor/index.ts";
import {
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  requireTensor,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "../modules/module.ts";
import { pythonNumber } from "../modules/python-number.ts";
import { requireFloats } from "../modules/require-floats.ts";
import { warnOnce } from "../warn-once.ts";
import { elu, selu } from "./elu.ts";
import { type GeluApproximate, gelu, requireApproximate } from "./gelu.ts";
import { relu } from "./relu.ts";
import { logSoftmax, softmax } from "./softmax.ts";

/**
 * max(x, 0), elementwise: torch's `nn.ReLU`.
 *
 * @example
 * ```ts
 * import { ReLU } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new ReLU().forward(tensor([-1, 2])) // → tensor([0., 2.])
 * ```
 */
export class ReLU extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("ReLU.forward", arguments, 1);
    return relu(x);
  }
}

/**
 * 1 / (1 + exp(-x)), elementwise: torch's `nn.Sigmoid`.
 *
 * @example
 * ```ts
 * import { Sigmoid } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new Sigmoid().forward(tensor([-1, 0])) // → tensor([0.2689, 0.5000])
 * ```
 */
export class Sigmoid extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("Sigmoid.forward", arguments, 1);
    requireTensor("sigmoid", x);
    return x.sigmoid() as Tensor as Tensor<D>;
  }
}

/**
 * The hyperbolic tangent, elementwise: torch's `nn.Tanh`.
 *
 * @example
 * ```ts
 * import { Tanh } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new Tanh().forward(tensor([-1, 0])) // → tensor([-0.7616,  0.0000])
 * ```
 */
export class Tanh extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("Tanh.forward", arguments, 1);
    requireTensor("tanh", x);
    return x.tanh() as Tensor as Tensor<D>;
  }
}

/**
 * SELU, elementwise, which keeps mean 0 and variance 1: torch's `nn.SELU`. `AlphaDropout` is made
 * for it.
 *
 * @example
 * ```ts
 * import { SELU } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new SELU().forward(tensor([-1, 2])) // → tensor([-1.1113,  2.1014])
 * ```
 */
export class SELU extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("SELU.forward", arguments, 1);
    return selu(x);
  }
}

/**
 * x above 0 and alpha (exp(x) - 1) below, elementwise: torch's `nn.ELU(alpha)`.
 *
 * @example
 * ```ts
 * import { ELU } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new ELU().forward(tensor([-1, 2])) // → tensor([-0.6321,  2.0000])
 * ```
 */
export class ELU extends Module {
  readonly alpha: number;

  /** @throws {TypeError} for an alpha that is no number */
  constructor(alpha = 1) {
    requireCount("ELU", arguments, 1);
    super();
    requireNumber("ELU", "alpha", alpha);
    this.alpha = alpha;
  }

  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("ELU.forward", arguments, 1);
    return elu(x, { alpha: this.alpha });
  }

  override extraRepr(): string {
    return `alpha=${pythonNumber(this.alpha)}`;
  }
}

/**
 * x times the probability that a standard normal number is below x: torch's `nn.GELU`.
 *
 * @example
 * ```ts
 * import { GELU } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new GELU({ approximate: "tanh" }).forward(tensor([-1, 2])) // → tensor([-0.1588,  1.9546])
 * ```
 */
export class GELU extends Module {
  readonly approximate: GeluApproximate;

  /** @throws {RangeError} for another approximation than "none" and "tanh" */
  constructor(options: { approximate?: GeluApproximate } = {}) {
    requireCount("GELU", arguments, 1);
    super();
    requireOptions("GELU", options, '{ approximate: "tanh" }');
    requireKnown("GELU", options, ["approximate"]);
    this.approximate = options.approximate ?? "none";
    requireApproximate(this.approximate);
  }

  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("GELU.forward", arguments, 1);
    return gelu(x, { approximate: this.approximate });
  }

  override extraRepr(): string {
    return `approximate='${this.approximate}'`;
  }
}

/** What softmax and its logarithm share: the dimension. */
abstract class AlongDimension extends Module {
  readonly dim: number | undefined;

  /** @throws {TypeError} for a dimension that is no number */
  constructor(dim?: number) {
    requireCount(new.target.name, arguments, 1);
    super();
    if (dim !== undefined) requireNumber(new.target.name, "dim", dim);
    this.dim = dim;
  }

  override extraRepr(): string {
    return `dim=${this.dim ?? "None"}`;
  }

  /** The dimension, or torch's choice where none was said. */
  protected dimOf(subject: string, x: Tensor): number {
    requireFloats(subject, x);
    if (this.dim !== undefined) return this.dim;
    warnOnce(
      `Implicit dimension choice for ${subject} has been deprecated. Change the call to include dim=X as an argument.`,
    );
    return x.ndim === 0 || x.ndim === 1 || x.ndim === 3 ? 0 : 1;
  }
}

/**
 * exp(x) / sum(exp(x)) along `dim`: torch's `nn.Softmax(dim)`. As torch it warns, once, if no
 * dimension was said.
 *
 * @example
 * ```ts
 * import { Softmax } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new Softmax(0).forward(tensor([0, 1])) // → tensor([0.2689, 0.7311])
 * ```
 */
export class Softmax extends AlongDimension {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("Softmax.forward", arguments, 1);
    return softmax(x, this.dimOf("softmax", x));
  }
}

/**
 * log(exp(x) / sum(exp(x))) along `dim`: torch's `nn.LogSoftmax(dim)`.
 *
 * @example
 * ```ts
 * import { LogSoftmax } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * new LogSoftmax(0).forward(tensor([0, 1])) // → tensor([-1.3133, -0.3133])
 * ```
 */
export class LogSoftmax extends AlongDimension {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount("LogSoftmax.forward", arguments, 1);
    return logSoftmax(x, this.dimOf("log_softmax", x));
  }
}
