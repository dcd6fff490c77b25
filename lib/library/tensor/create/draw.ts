import { defaultGenerator } from "../../random/index.ts";
import {
  drawBernoulli,
  fillNormal,
  fillRand,
  fillRandint,
  fillRandperm,
  fusedNormal,
  fusedRand,
} from "../../random/internal.ts";
import { cast } from "../cast.ts";
import { requireShape } from "../dims.ts";
import { allocate, type Decided, type DType, isFloating } from "../dtype.ts";
import { Storage, wholeSpan } from "../memory/index.ts";
import { requireCount, requireTensor } from "../operand.ts";
import { dense, type Strided, sizeOf } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { made } from "./create.ts";
import { type Draw, FLOATS, type Options, readDraw } from "./kind.ts";

type Float = "float32" | "float64";

/**
 * Numbers uniform in [0, 1), equal to `torch.rand` of the same seed.
 *
 * @throws {TypeError} for a kind that is no float
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { rand } from "dropout-lab/tensor";
 * manualSeed(0);
 * rand([3]) // → tensor([0.4963, 0.7682, 0.0885])
 * ```
 */
export function rand<D extends Float = "float32">(
  shape: readonly number[],
  ...[options]: Options<D, "float32", Draw<D>>
): Tensor<Decided<D>> {
  requireCount("rand", arguments, 2);
  const read = readDraw("rand", options, FLOATS);
  const { dtype = "float32" as D, generator = defaultGenerator, requiresGrad } = read;
  const lengths = requireShape(shape);
  if (dtype === "float32") {
    const storage = Storage.floats(sizeOf(lengths));
    if (!fusedRand(wholeSpan(storage), generator)) fillRand(storage.data, generator);
    return made(dense("float32", storage, lengths) as Strided as Strided<D>, requiresGrad);
  }
  const data = allocate(dtype, sizeOf(lengths));
  fillRand(data as Float64Array, generator);
  return made(dense(dtype, data, lengths), requiresGrad);
}

/**
 * Standard normal numbers, equal to `torch.randn` of the same seed: to the last bit in float32 of
 * 16 elements or more, else within the last bits.
 *
 * @throws {TypeError} for a kind that is no float
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { randn } from "dropout-lab/tensor";
 * manualSeed(0);
 * randn([3]) // → tensor([ 1.5410, -0.2934, -2.1788])
 * ```
 */
export function randn<D extends Float = "float32">(
  shape: readonly number[],
  ...[options]: Options<D, "float32", Draw<D>>
): Tensor<Decided<D>> {
  requireCount("randn", arguments, 2);
  const read = readDraw("randn", options, FLOATS);
  const { dtype = "float32" as D, generator = defaultGenerator, requiresGrad } = read;
  const lengths = requireShape(shape);
  if (dtype === "float32") {
    const storage = Storage.floats(sizeOf(lengths));
    if (!fusedNormal(wholeSpan(storage), generator)) fillNormal(storage.data, generator);
    return made(dense("float32", storage, lengths) as Strided as Strided<D>, requiresGrad);
  }
  const data = allocate(dtype, sizeOf(lengths));
  fillNormal(data as Float64Array, generator);
  return made(dense(dtype, data, lengths), requiresGrad);
}

/**
 * Integers in [low, high), equal to `torch.randint` of the same seed; int64 if no kind is given.
 *
 * @throws {RangeError} when low is not below high, and for truth values beyond 0 and 1
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { randint } from "dropout-lab/tensor";
 * manualSeed(0);
 * randint(0, 10, [5]) // → tensor([4, 9, 3, 0, 3])
 * ```
 */
export function randint<D extends DType = "int64">(
  low: number | bigint,
  high: number | bigint,
  shape: readonly number[],
  ...[options]: Options<D, "int64", Draw<D>>
): Tensor<Decided<D>> {
  requireCount("randint", arguments, 4);
  const read = readDraw("randint", options);
  const { dtype = "int64" as D, generator = defaultGenerator, requiresGrad } = read;
  const lengths = requireShape(shape);
  if (dtype === "bool" && (low < 0 || high > 2)) {
    throw new RangeError(`randint: must be 0 or 1 in bool, got ${low} to ${high}`);
  }
  const data = fillRandint(allocate("int64", sizeOf(lengths)), low, high, generator);
  return made(as(dense("int64", data, lengths), dtype), requiresGrad);
}

/**
 * A random order of 0, 1, …, n - 1, equal to `torch.randperm` of the same seed; int64 if no kind is
 * given.
 *
 * @throws {RangeError} for an n that is no whole number from 0
 * @throws {TypeError} for bool
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { randperm } from "dropout-lab/tensor";
 * manualSeed(0);
 * randperm(5) // → tensor([4, 0, 1, 3, 2])
 * ```
 */
export function randperm<D extends "int64" | Float = "int64">(
  n: number,
  ...[options]: Options<D, "int64", Draw<D>>
): Tensor<Decided<D>> {
  requireCount("randperm", arguments, 2);
  const read = readDraw("randperm", options, ["int64", ...FLOATS]);
  const { dtype = "int64" as D, generator = defaultGenerator, requiresGrad } = read;
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`randperm: n must be a whole number from 0, got ${n}`);
  }
  const data = fillRandperm(allocate("int64", n), generator);
  return made(as(dense("int64", data, [n]), dtype), requiresGrad);
}

/**
 * Ones with the given probabilities, else zeros: `torch.bernoulli(probabilities)`. Their kind is
 * that of the probabilities unless said otherwise, and does not change what is drawn.
 *
 * @throws {RangeError} for a probability outside [0, 1]
 * @throws {TypeError} for probabilities that are no floats
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { bernoulli, full } from "dropout-lab/tensor";
 * manualSeed(0);
 * bernoulli(full([8], 0.6)) // → tensor([1., 0., 1., 1., 1., 0., 1., 0.])
 * ```
 */
export function bernoulli<P extends Float, D extends DType = P>(
  probabilities: Tensor<P>,
  ...[options]: Options<D, P, Draw<D>>
): Tensor<Decided<D>> {
  requireCount("bernoulli", arguments, 2);
  requireTensor("bernoulli", probabilities);
  if (!isFloating(probabilities.dtype)) {
    throw new TypeError(`bernoulli: must be floats, got ${probabilities.dtype}`);
  }
  const read = readDraw("bernoulli", options);
  const { dtype = probabilities.dtype as DType as D, generator = defaultGenerator } = read;
  // The result is row-major, and drawn in that order, whatever the order of the probabilities.
  const out = cast(probabilities, probabilities.dtype) as Strided<P>;
  drawBernoulli(out.storage.data as Float32Array | Float64Array, generator);
  return made(as(out, dtype), read.requiresGrad);
}

function as<D extends DType>(x: Strided, dtype: D): Strided<D> {
  return x.dtype === dtype ? (x as Strided<D>) : cast(x, dtype);
}
