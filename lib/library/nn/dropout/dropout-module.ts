import type { RandomSource } from "../../random/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import {
  requireBoolean,
  requireCount,
  requireGenerator,
  requireKnown,
  requireOptions,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "../modules/module.ts";
import { pythonBoolean, pythonNumber } from "../modules/python-number.ts";
import { requireDropProbability } from "./drop-probability.ts";
import type { DropoutVariant } from "./dropout-variants.ts";
import { dropoutWithGrad } from "./dropout-with-grad.ts";

/** Where the draws come from, and whether the result is written into the input. */
export interface DropoutModuleOptions {
  inplace?: boolean;
  /** The default generator if left out. */
  generator?: RandomSource | undefined;
}

/** What all dropout modules share: p, the two stages, and the gradient. */
export abstract class DropoutModule extends Module {
  readonly p: number;
  readonly inplace: boolean;
  readonly generator: RandomSource | undefined;
  protected abstract readonly variant: DropoutVariant;
  /** Whether `inplace` is heeded. */
  protected readonly mayWrite: boolean = true;
  #last: { noise: Tensor | undefined } | undefined;

  /** @throws {RangeError} for p outside [0, 1] */
  constructor(p = 0.5, options: DropoutModuleOptions = {}) {
    requireCount(new.target.name, arguments, 2);
    super();
    const { name } = new.target;
    requireOptions(name, options, "{ inplace: true }");
    requireKnown(name, options, ["inplace", "generator"]);
    const { inplace = false, generator } = options;
    requireBoolean(name, "inplace", inplace);
    requireGenerator(name, generator);
    requireDropProbability(p);
    this.p = p;
    this.inplace = inplace;
    this.generator = generator;
  }

  /**
   * Drops in training; returns the input itself after `eval()`.
   *
   * @example
   * ```ts
   * import { Dropout } from "dropout-lab/nn";
   * import { manualSeed } from "dropout-lab/random";
   * import { ones } from "dropout-lab/tensor";
   * manualSeed(1);
   * const dropout = new Dropout(0.4);
   * dropout.forward(ones([100])).ne(0).sum().item() // → 64
   * ```
   */
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    requireCount(`${this.constructor.name}.forward`, arguments, 1);
    const { p, training, generator } = this;
    const inplace = this.inplace && this.mayWrite;
    const how = { p, training, inplace, generator, keepNoise: true };
    const dropped = dropoutWithGrad(x, this.variant, how);
    this.#last = { noise: dropped.noise };
    return dropped.output;
  }

  override extraRepr(): string {
    const p = Number.isInteger(this.p) ? this.p : pythonNumber(this.p);
    return `p=${p}, inplace=${pythonBoolean(this.inplace)}`;
  }

  /**
   * The gradient of the last input, from the gradient of the last output: times the same noise.
   *
   * @throws {RangeError} before the first `forward`
   */
  backward<D extends Float>(gradient: Tensor<D>): Tensor<D> {
    requireCount(`${this.constructor.name}.backward`, arguments, 1);
    if (!this.#last) throw new RangeError("backward: forward must come first");
    const { noise } = this.#last;
    return noise === undefined ? gradient : (gradient.mul(noise) as Tensor<D>);
  }
}
