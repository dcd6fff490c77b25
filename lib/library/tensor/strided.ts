import { type ArrayOf, type DType, type TypedArray, uncleared } from "./dtype.ts";
import { type FloatSpan, Storage, type TruthSpan } from "./memory/index.ts";
import { moveElements } from "./move-elements.ts";

/** Numbers and how to walk them: element (i, j, …) is number `offset + i * strides[0] + …`. */
export interface Strided<D extends DType = DType> {
  readonly dtype: D;
  readonly storage: Storage<ArrayOf[D]>;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** How many elements a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** The strides of elements that lie in row-major order without gaps. */
export function rowMajor(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let d = shape.length - 2; d >= 0; d--) {
    strides[d] = (strides[d + 1] as number) * Math.max(shape[d + 1] as number, 1);
  }
  return strides;
}

/** Wraps row-major elements. */
export function dense<D extends DType>(
  dtype: D,
  elements: ArrayOf[D] | Storage<ArrayOf[D]>,
  shape: readonly number[],
): Strided<D> {
  const storage = elements instanceof Storage ? elements : new Storage(elements);
  return { dtype, storage, shape, strides: rowMajor(shape), offset: 0 };
}

/**
 * True when the elements lie in row-major order without gaps.
 *
 * @example
 * ```ts
 * import { ones } from "dropout-lab/tensor";
 * ones([2, 3]).t().isContiguous() // → false
 * ```
 */
export function isContiguous({ shape, strides }: Pick<Strided, "shape" | "strides">): boolean {
  let expected = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    const length = shape[d] as number;
    if (length === 0) return true;
    if (length === 1) continue;
    if (strides[d] !== expected) return false;
    expected *= length;
  }
  return true;
}

/** True when the shapes are equal. */
export function hasSameShape(a: Strided, b: Strided): boolean {
  return a.shape.length === b.shape.length && a.shape.every((length, d) => length === b.shape[d]);
}

/** The elements as a run of float32 in memory, or undefined where they lie otherwise. */
export function floatSpan(x: Strided): FloatSpan | undefined {
  if (!isFloat32(x) || !isContiguous(x)) return undefined;
  return { storage: x.storage, offset: x.offset, length: sizeOf(x.shape) };
}

/** The run of memory that holds truth values without gaps, or undefined for another tensor. */
export function truthSpan(x: Strided): TruthSpan | undefined {
  if (x.dtype !== "bool" || !isContiguous(x)) return undefined;
  return { storage: x.storage as Storage<Uint8Array>, offset: x.offset, length: sizeOf(x.shape) };
}

export function isFloat32(x: Strided): x is Strided<"float32"> {
  return x.dtype === "float32";
}

/** The place in the storage of every element, in row-major order. */
export function positions({
  shape,
  strides,
  offset,
}: Pick<Strided, "shape" | "strides" | "offset">): Int32Array {
  const result = new Int32Array(sizeOf(shape));
  if (result.length === 0) return result;
  result[0] = offset;
  // Each dimension, from the last, repeats what is there already, shifted by its stride.
  let filled = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    const length = shape[d] as number;
    const stride = strides[d] as number;
    for (let i = 1; i < length; i++) {
      for (let j = 0; j < filled; j++) {
        result[i * filled + j] = (result[j] as number) + i * stride;
      }
    }
    filled *= length;
  }
  return result;
}

/** The elements in row-major order: the storage's own part when they lie so, else a copy. */
export function elements<D extends DType>(x: Strided<D>): ArrayOf[D] {
  const { data } = x.storage;
  const length = sizeOf(x.shape);
  if (isContiguous(x)) return data.subarray(x.offset, x.offset + length) as ArrayOf[D];
  const result = uncleared(x.dtype, length);
  copyElements(x, { data: result, offset: 0, strides: rowMajor(x.shape) });
  return result;
}

/** Copies the elements of x to where `to` has them; the two must not overlap. */
export function copyElements(
  x: Strided,
  to: { data: TypedArray; offset: number; strides: readonly number[] },
): void {
  moveElements({ data: x.storage.data, offset: x.offset, strides: x.strides }, to, x.shape);
}
