import { requireShape } from "../dims.ts";
import { allocate, type Decided, type DType, require64Bits } from "../dtype.ts";
import { strideLike } from "../layout.ts";
import { Storage } from "../memory/index.ts";
import { requireCount, requireTensor, told } from "../operand.ts";
import { dense, type Strided, sizeOf } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { type Kind, type Options, readOptions } from "./kind.ts";
import type { KindOf, Nested } from "./kind-of.ts";
import { convert, fromNested } from "./nested.ts";

/**
 * A tensor of the given values, in the shape of the lists. Whole plain numbers make float32 too,
 * unlike in torch, since JavaScript cannot tell 1.0 from 1; say `{ dtype: "int64" }` for integers.
 * Lists of booleans only make bool, of bigints only int64; a Float64Array makes float64, arrays of
 * bigints int64, all else float32.
 *
 * @throws {RangeError} for lists of unequal lengths, and for what does not fit in an int64
 * @throws {TypeError} for anything that is no number, bigint or truth value
 *
 * @example
 * ```ts
 * import { tensor } from "dropout-lab/tensor";
 * tensor([[1, 2], [3, 4]])
 * // → tensor([[1., 2.],
 * //           [3., 4.]])
 * tensor([1n, 2n]).dtype // → 'int64'
 * ```
 */
export function tensor<const V extends Nested, D extends DType = KindOf<V>>(
  values: V,
  ...[options]: Options<D, KindOf<V>, Kind<D>>
): Tensor<Decided<D>> {
  requireCount("tensor", arguments, 2);
  const { dtype, requiresGrad } = readOptions("tensor", options);
  return made(fromNested(values, dtype) as Strided<D>, requiresGrad);
}

/**
 * Zeros of the given shape, float32 if no kind is given.
 *
 * @throws {RangeError} for lengths that are no whole numbers from 0, and for more than there is
 * memory for; so do all that take a shape
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
  ...[options]: Options<D, "float32", Kind<D>>
): Tensor<Decided<D>> {
  requireCount("zeros", arguments, 2);
  const { dtype = "float32" as D, requiresGrad } = readOptions("zeros", options);
  const lengths = requireShape(shape);
  return made(dense(dtype, allocate(dtype, sizeOf(lengths)), lengths), requiresGrad);
}

/**
 * Zeros of x's shape and kind, in x's order in memory (torch's `zeros_like`).
 *
 * @example
 * ```ts
 * import { tensor, zerosLike } from "dropout-lab/tensor";
 * zerosLike(tensor([1n, 2n])) // → tensor([0, 0])
 * ```
 */
export function zerosLike<D extends DType>(x: Tensor<D>): Tensor<D> {
  requireCount("zerosLike", arguments, 1);
  requireTensor("zerosLike", x);
  const storage = new Storage(allocate(x.dtype, x.numel()));
  const strides = strideLike(x.shape, [x]);
  return new Tensor<D>({ dtype: x.dtype, storage, shape: x.shape, strides, offset: 0 });
}

/**
 * Ones of the given shape, float32 if no kind is given.
 *
 * @example
 * ```ts
 * import { ones } from "dropout-lab/tensor";
 * ones([100]).sum().item() // → 100
 * ```
 */
export function ones<D extends DType = "float32">(
  shape: readonly number[],
  ...[options]: Options<D, "float32", Kind<D>>
): Tensor<Decided<D>> {
  requireCount("ones", arguments, 2);
  const { dtype = "float32" as D, requiresGrad } = readOptions("ones", options);
  return filled(shape, 1, { dtype, requiresGrad });
}

/**
 * A tensor of the given shape with one value everywhere, of the kind that `tensor` makes of the
 * value if none is given.
 *
 * @throws {RangeError} for a value that the kind cannot hold, such as 1e39 in float32
 *
 * @example
 * ```ts
 * import { full } from "dropout-lab/tensor";
 * full([4], 0.6) // → tensor([0.6000, 0.6000, 0.6000, 0.6000])
 * full([2], true) // → tensor([True, True])
 * ```
 */
export function full<const V extends number | bigint | boolean, D extends DType = KindOf<V>>(
  shape: readonly number[],
  value: V,
  ...[options]: Options<D, KindOf<V>, Kind<D>>
): Tensor<Decided<D>> {
  requireCount("full", arguments, 3);
  requireFill(value);
  const { dtype = fromNested(value, undefined).dtype as D, requiresGrad } = readOptions(
    "full",
    options,
  );
  return filled(shape, value, { dtype, requiresGrad });
}

function filled<D extends DType>(
  shape: readonly number[],
  value: number | bigint | boolean,
  { dtype, requiresGrad }: { dtype: D; requiresGrad: boolean | undefined },
): Tensor<D> {
  const element = convert(value, dtype);
  const isLost = dtype === "float32" && Number.isFinite(Number(value));
  if (isLost && !Number.isFinite(Math.fround(element as number))) {
    throw new RangeError(`full: must fit in float32, got ${value}`);
  }
  const lengths = requireShape(shape);
  const data = allocate(dtype, sizeOf(lengths));
  data.fill(element as never);
  return made(dense(dtype, data, lengths), requiresGrad);
}

function requireFill(value: unknown): void {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    require64Bits(value);
    return;
  }
  throw new TypeError(`full: value must be a number, bigint or truth value, got ${told(value)}`);
}

/** The numbers as a tensor, which gradients come to if so wanted. */
export function made<D extends DType>(x: Strided<D>, requiresGrad: boolean | undefined): Tensor<D> {
  const result = new Tensor(x);
  if (requiresGrad) result.requiresGrad = true;
  return result;
}
