import { Generator, type RandomSource } from "../../random/index.ts";
import { fillBernoulli } from "../../random/internal.ts";
import { type Tensor, zeros, zerosLike } from "../../tensor/index.ts";
import type { Float } from "../float.ts";
import { checkRank } from "./check-rank.ts";
import { requireDropProbability } from "./drop-probability.ts";
import type { DropoutVariant } from "./dropout-variants.ts";
import { fusedDropout } from "./fused-dropout.ts";

/** How to drop; as in torch, p is ½ when left out. */
export interface DropoutOptions {
  /** The probability to drop, in [0, 1]. */
  p?: number;
  /** Off: x itself is returned and nothing is drawn. On if left out, but off for alpha dropout. */
  training?: boolean;
  /** Write the result into x, and return x. */
  inplace?: boolean;
  /** The default generator if left out. */
  generator?: RandomSource | undefined;
}

/** The same, and whether the noise is wanted, for the gradient. */
export interface ForwardOptions extends DropoutOptions {
  keepNoise?: boolean;
  /** Why a write in place, which was asked for, is not to be. */
  fault?: string | undefined;
}

/**
 * A result, and what the gradient of the output is multiplied by; undefined stands for 1, or for
 * noise that was not asked for.
 */
export interface Dropped<D extends Float> {
  output: Tensor<D>;
  noise: Tensor<D> | undefined;
  /** torch's name for the last step, where it is no product. */
  operation?: string;
}

/** Where dropped elements go, before the affine correction: -scale * alpha of SELU. */
const SELU_ALPHA = 1.7580993408473766;

/**
 * Every dropout of torch, step by step in torch's order, so that every bit is torch's.
 *
 * @throws {RangeError} for p outside [0, 1], and for channels without two dimensions
 * @throws {TypeError} for integers, where something is to be drawn: once it is drawn, as in torch
 */
export function dropoutForward<D extends Float>(
  x: Tensor<D>,
  variant: DropoutVariant,
  options: ForwardOptions,
): Dropped<D> {
  const { alpha = false, channels = false } = variant;
  const {
    p = 0.5,
    training = !alpha,
    inplace = false,
    generator,
    keepNoise = false,
    fault,
  } = options;
  requireDropProbability(p);
  checkRank(x, variant);
  // Where there is no batch, torch adds one for the draw and takes it off again; in place, too, and
  // finds there, before anything else, that it must not write.
  const isBatched = (variant.batchedRank ?? x.ndim) === x.ndim;
  if (fault !== undefined && !isBatched) throw misplaced(variant.name, fault);
  if (!training || p === 0 || x.numel() === 0) return { output: x, noise: undefined };

  const finish = (y: Tensor<D>) => (inplace ? x.copy_(y) : y);
  const named = isBatched ? {} : { operation: "SqueezeBackward1" };
  if (p === 1) {
    const noise = zeros([], { dtype: x.dtype });
    return { output: finish(x.mul(noise) as Tensor<D>), noise, ...named };
  }
  if (!isFloat(x)) {
    // torch finds out when it scales what it has drawn.
    drawNoise(zeros(channels ? channelShape(x, isBatched) : x.shape), 1 - p, generator);
    throw new TypeError(`${variant.name}: must be float32 or float64, got ${x.dtype}`);
  }

  const scale = reciprocal(1 - p, x.dtype);
  const isPlain = !alpha && !channels;
  const fused = isPlain && fusedDropout(x, { p, scale, inplace, generator, keepNoise });
  if (fused) return fused as unknown as Dropped<D>;

  const noise = channels ? zeros(channelShape(x, isBatched), { dtype: x.dtype }) : zerosLike(x);
  drawNoise(noise, 1 - p, generator);
  if (!alpha) {
    const scaled = noise.mul(scale) as Tensor<D>;
    return { output: finish(x.mul(scaled) as Tensor<D>), noise: scaled, ...named };
  }
  const { scaled, shift } = affine(noise, p);
  const output = finish(x.mul(scaled).add(shift) as Tensor<D>);
  return { output, noise: scaled as Tensor<D>, operation: "AddBackward0" };
}

/** The error for a write in place that autograd could not follow. */
export function misplaced(subject: string, fault: string): RangeError {
  return new RangeError(`${subject}: must not be in place for ${fault}`);
}

/** What x is multiplied by and what is added, so that mean and variance stay as SELU makes them. */
function affine(noise: Tensor<Float>, p: number): { scaled: Tensor; shift: Tensor } {
  const a = 1 / Math.sqrt((SELU_ALPHA * SELU_ALPHA * p + 1) * (1 - p));
  const shift = noise
    .add(-1)
    .mul(SELU_ALPHA * a)
    .add(SELU_ALPHA * a * p);
  return { scaled: noise.mul(a), shift };
}

/** Ones where kept: in the order of memory, but by the elements' own order as MKL draws. */
function drawNoise(noise: Tensor<Float>, keep: number, generator: RandomSource | undefined): void {
  const byElements = generator instanceof Generator && generator.stream === "x86-mkl";
  if (byElements && !noise.isContiguous()) {
    const drawn = zeros(noise.shape, { dtype: noise.dtype });
    fillBernoulli(drawn.storage.data, keep, generator);
    noise.copy_(drawn);
  } else {
    fillBernoulli(noise.storage.data, keep, generator);
  }
}

/** The scale of what is kept: in float32 both 1 - p and its reciprocal are rounded. */
function reciprocal(keep: number, dtype: Float): number {
  return dtype === "float32" ? Math.fround(1 / Math.fround(keep)) : 1 / keep;
}

function channelShape({ shape }: Tensor, isBatched: boolean): number[] {
  const kept = isBatched ? 2 : 1;
  if (shape.length < kept) {
    throw new RangeError("Feature dropout requires at least 2 dimensions in the input");
  }
  return shape.map((length, d) => (d < kept ? length : 1));
}

function isFloat({ dtype }: Tensor): boolean {
  return dtype === "float32" || dtype === "float64";
}
