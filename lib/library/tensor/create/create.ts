import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import {
  drawBernoulli,
  fillNormal,
  fillRand,
  fillRandint,
  fillRandperm,
  fusedRand,
} from "../../random/internal.ts";
import { cast } from "../cast.ts";
import { requireShape } from "../dims.ts";
import { allocate, type DType, isFloating, toInt64 } from "../dtype.ts";
import { strideLike } from "../layout.ts";
import { Storage, wholeSpan } from "../memory/index.ts";
import { dense, type Strided, sizeOf } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { fromNested, type Nested } from "./nested.ts";

/** Which kind of numbers to hold. */
export interface Kind<D extends DType> {
  dtype?: D;
}

/** Which kind to draw, and where from: the default generator when left out. */
export interface Draw<D extends DType> extends Kind<D> {
  generator?: RandomSource;
}

/**
 * A tensor of the given values. Whole plain numbers make float32 too, unlike in torch, since
 * JavaScript cannot tell 1.0 from 1; say `{ dtype: "int64" }` for integers. Booleans make bool,
 * bigints int64, typed arrays their own kind.
 *
 * @throws {RangeError} for lists of unequal lengths
 *
 * @example
 * ```ts
 * import { tensor } from "dropout-lab/tensor";
 * tensor([[1, 2], [3, 4]])
 * // → tensor([[1., 2.],
 * //           [3., 4.]])
 * ```
 */
export function tensor<D extends DType = "float32">(
  values: Nested,
  { dtype, requiresGrad = false }: Kind<D> & { requiresGrad?: boolean } = {},
): Tensor<D> {
  const x = new Tensor(fromNested(values, dtype) as Strided<D>);
  x.requiresGrad = requiresGrad;
  return x;
}

/**
 * Zeros of the given shape.
 *
 * @throws {RangeError} for lengths that are no whole numbers from 0; so do all that take a shape
 *
 * @example
 * ```ts
 * import { zeros } from "dropout-lab/tensor";
 * zeros([2, 3])
 * // → tensor([[0., 0., 0.],
 * //           [0., 0., 0.]])
 * ```
 */
export function zeros<D extends DType = "float32">(
  shape: readonly number[],
  { dtype = "float32" as D }: Kind<D> = {},
): Tensor<D> {
  const lengths = requireShape(shape);
  return new Tensor(dense(dtype, allocate(dtype, sizeOf(lengths)), lengths));
}

/** Zeros of x's shape and kind, in x's order in memory (torch's `empty_like`, made zero). */
export function zerosLike<D extends DType>(x: Tensor<D>): Tensor<D> {
  const storage = new Storage(allocate(x.dtype, x.numel()));
  const strides = strideLike(x.shape, [x]);
  return new Tensor<D>({ dtype: x.dtype, storage, shape: x.shape, strides, offset: 0 });
}

/**
 * Ones of the given shape.
 *
 * @example
 * ```ts
 * import { ones } from "dropout-lab/tensor";
 * ones([100]).sum().item() // → 100
 * ```
 */
export function ones<D extends DType = "float32">(
  shape: readonly number[],
  options: Kind<D> = {},
): Tensor<D> {
  return full(shape, 1, options);
}

/**
 * A tensor of the given shape with one value everywhere.
 *
 * @example
 * ```ts
 * import { full } from "dropout-lab/tensor";
 * full([4], 0.6) // → tensor([0.6000, 0.6000, 0.6000, 0.6000])
 * ```
 */
export function full<D extends DType = "float32">(
  shape: readonly number[],
  value: number,
  { dtype = "float32" as D }: Kind<D> = {},
): Tensor<D> {
  const x = zeros(shape, { dtype });
  x.storage.data.fill((dtype === "int64" ? toInt64(value) : value) as never);
  return x;
}

/**
 * The whole numbers 0, 1, …, n - 1, int64 if no kind is given.
 *
 * @example
 * ```ts
 * import { arange } from "dropout-lab/tensor";
 * arange(5) // → tensor([0, 1, 2, 3, 4])
 * ```
 */
export function arange<D extends DType = "int64">(
  n: number,
  { dtype = "int64" as D }: Kind<D> = {},
): Tensor<D> {
  const x = zeros([n], { dtype });
  const { data } = x.storage;
  for (let i = 0; i < n; i++) data[i] = (dtype === "int64" ? BigInt(i) : i) as never;
  return x;
}

/**
 * Numbers uniform in [0, 1), equal to `torch.rand` of the same seed.
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { rand } from "dropout-lab/tensor";
 * manualSeed(0);
 * rand([3]) // → tensor([0.4963, 0.7682, 0.0885])
 * ```
 */
export function rand<D extends "float32" | "float64" = "float32">(
  shape: readonly number[],
  { dtype = "float32" as D, generator = defaultGenerator }: Draw<D> = {},
): Tensor<D> {
  requireFloats("rand", dtype);
  if (dtype === "float32") {
    const lengths = requireShape(shape);
    const storage = Storage.floats(sizeOf(lengths));
    if (!fusedRand(wholeSpan(storage), generator)) fillRand(storage.data, generator);
    return new Tensor<"float32">(dense("float32", storage, lengths)) as Tensor<D>;
  }
  const x = zeros(shape, { dtype });
  fillRand(x.storage.data as Float64Array, generator);
  return x;
}

/** Standard normal numbers, equal to `torch.randn` of the same seed. */
export function randn<D extends "float32" | "float64" = "float32">(
  shape: readonly number[],
  { dtype = "float32" as D, generator = defaultGenerator }: Draw<D> = {},
): Tensor<D> {
  requireFloats("randn", dtype);
  const x = zeros(shape, { dtype });
  fillNormal(x.storage.data as Float32Array | Float64Array, generator);
  return x;
}

/** Integers in [low, high), equal to `torch.randint` of the same seed. */
export function randint<D extends DType = "int64">(
  low: number,
  high: number,
  shape: readonly number[],
  { dtype = "int64" as D, generator = defaultGenerator }: Draw<D> = {},
): Tensor<D> {
  const x = zeros(shape, { dtype: "int64" });
  fillRandint(x.storage.data, low, high, generator);
  return x.to(dtype);
}

/** A random order of 0, 1, …, n - 1, equal to `torch.randperm` of the same seed. */
export function randperm<D extends DType = "int64">(
  n: number,
  { dtype = "int64" as D, generator = defaultGenerator }: Draw<D> = {},
): Tensor<D> {
  const x = zeros([n], { dtype: "int64" });
  fillRandperm(x.storage.data, generator);
  return x.to(dtype);
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
export function bernoulli<P extends "float32" | "float64", D extends DType = P>(
  probabilities: Tensor<P>,
  { dtype, generator = defaultGenerator }: Draw<D> = {},
): Tensor<D> {
  requireFloats("bernoulli", probabilities.dtype);
  // The result is row-major, and drawn in that order, whatever the order of the probabilities.
  const out = new Tensor(cast(probabilities, probabilities.dtype));
  drawBernoulli(out.storage.data as Float32Array | Float64Array, generator);
  return out.to(dtype ?? (probabilities.dtype as DType as D));
}

function requireFloats(subject: string, dtype: DType): void {
  if (!isFloating(dtype)) throw new TypeError(`${subject}: must be floats, got ${dtype}`);
}
