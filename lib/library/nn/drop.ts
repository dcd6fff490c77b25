import { fillBernoulli, Generator, type RandomSource } from "../random/index.ts";
import { type Tensor, zeros, zerosLike } from "../tensor/index.ts";
import { dropFused } from "./drop-fused.ts";

/** The kinds of numbers that dropout can work on. */
export type Float = "float32" | "float64";

/** How to drop, all said. */
export interface DropPlan {
  p: number;
  training: boolean;
  inplace: boolean;
  generator: RandomSource | undefined;
  /** One draw for each channel [n, c] instead of each element. */
  channels: boolean;
  /** Keep the mean and variance of SELU's activations. */
  alpha: boolean;
  /** Hand out the noise, for the gradient, even where it need not be written down. */
  keepNoise: boolean;
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
const ALPHA = 1.7580993408473766;

/**
 * Every dropout of torch, step by step in torch's order, so that every bit is torch's.
 *
 * @throws {RangeError} for p outside [0, 1], and for channels without two dimensions
 * @throws {TypeError} for integers, where something is to be drawn
 */
export function drop<D extends Float>(x: Tensor<D>, plan: DropPlan): Dropped<D> {
  const { p, training, channels, alpha, generator } = plan;
  requireDropProbability(p);
  if (!training || p === 0 || x.numel() === 0) return { output: x, noise: undefined };
  if (p === 1) {
    const noise = zeros([], { dtype: x.dtype });
    return { output: finish(x, x.mul(noise) as Tensor<D>, plan), noise };
  }
  requireFloat(x);

  const scale = reciprocal(1 - p, x.dtype);
  const fused = channels || alpha ? undefined : dropFused(x, plan, scale);
  if (fused) return fused as unknown as Dropped<D>;

  const noise = channels ? zeros(channelShape(x), { dtype: x.dtype }) : zerosLike(x);
  drawNoise(noise, 1 - p, generator);
  if (!alpha) {
    const scaled = noise.mul(scale) as Tensor<D>;
    return { output: finish(x, x.mul(scaled) as Tensor<D>, plan), noise: scaled };
  }
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  const shift = noise
    .add(-1)
    .mul(ALPHA * a)
    .add(ALPHA * a * p);
  const scaled = noise.mul(a) as Tensor<D>;
  const output = finish(x, x.mul(scaled).add(shift) as Tensor<D>, plan);
  return { output, noise: scaled, operation: "AddBackward0" };
}

/** Ones where kept: in the order of memory, but by the elements' own order as MKL draws. */
function drawNoise(noise: Tensor<Float>, keep: number, generator: RandomSource | undefined): void {
  const byElements = generator instanceof Generator && generator.stream === "x86-mkl";
  if (byElements && !noise.isContiguous()) {
    const drawn = zeros(noise.shape, { dtype: noise.dtype });
    fillBernoulli(drawn.storage.data, keep, generator);
    noise.copyFrom(drawn);
  } else {
    fillBernoulli(noise.storage.data, keep, generator);
  }
}

/** The scale of what is kept: in float32 both 1 - p and its reciprocal are rounded. */
function reciprocal(keep: number, dtype: Float): number {
  return dtype === "float32" ? Math.fround(1 / Math.fround(keep)) : 1 / keep;
}

function channelShape({ shape }: Tensor): number[] {
  if (shape.length < 2) {
    throw new RangeError("Feature dropout requires at least 2 dimensions in the input");
  }
  return shape.map((length, d) => (d < 2 ? length : 1));
}

function finish<D extends Float>(x: Tensor<D>, y: Tensor<D>, { inplace }: DropPlan): Tensor<D> {
  return inplace ? x.copyFrom(y) : y;
}

/** @throws {RangeError} with torch's own words, {TypeError} for what is no number */
export function requireDropProbability(p: number): void {
  if (typeof p !== "number") {
    throw new TypeError(`dropout probability: must be a number, got ${typeof p} ${p}`);
  }
  if (!(p >= 0 && p <= 1)) {
    const text = String(p).replace("NaN", "nan").replace("Infinity", "inf");
    throw new RangeError(`dropout probability has to be between 0 and 1, but got ${text}`);
  }
}

function requireFloat({ dtype }: Tensor): void {
  if (dtype !== "float32" && dtype !== "float64") {
    throw new TypeError(`dropout: must be float32 or float64, got ${dtype}`);
  }
}
