import { dimension, requireList } from "../dims.ts";
import { allocate, type DType } from "../dtype.ts";
import { part } from "../elementwise/broadcast.ts";
import { bits, wordsOf } from "../move-elements.ts";
import { dense, elements, rowMajor, type Strided, sizeOf } from "../strided.ts";

/**
 * The same elements in another shape, where one length may be -1; a view where strides allow it.
 *
 * @throws {RangeError} when the counts of elements differ
 */
export function reshape<D extends DType>(x: Strided<D>, lengths: readonly number[]): Strided<D> {
  requireList("reshape", lengths);
  const shape = inferLength(x.shape, lengths);
  const strides = viewStrides(x, shape);
  return strides ? { ...part(x), shape, strides } : dense(x.dtype, elements(x), shape);
}

function inferLength(from: readonly number[], lengths: readonly number[]): readonly number[] {
  const known = sizeOf(lengths.filter((length) => length !== -1));
  const open = lengths.filter((length) => length === -1).length;
  const shape = lengths.map((length) => (length === -1 ? sizeOf(from) / known : length));
  const valid = shape.every((length) => Number.isInteger(length) && length >= 0);
  if (open > 1 || !valid || sizeOf(shape) !== sizeOf(from)) {
    throw new RangeError(
      `reshape: must keep the number of elements, got [${from.join(", ")}] and [${lengths.join(", ")}]`,
    );
  }
  return shape;
}

/**
 * The strides with which the memory of x reads as `shape`, or undefined when it must be copied.
 * Dimensions of x that follow each other in memory form a chunk, and a new dimension must lie
 * within one chunk.
 */
function viewStrides(x: Strided, shape: readonly number[]): readonly number[] | undefined {
  if (sizeOf(shape) === 0) return rowMajor(shape);
  const strides = new Array<number>(shape.length).fill(1);
  let next = shape.length - 1;
  let chunk = 1;
  let base = x.strides.at(-1) ?? 1;
  for (let d = x.shape.length - 1; d >= 0; d--) {
    chunk *= x.shape[d] as number;
    const outer = d > 0 ? (x.shape[d - 1] as number) : 1;
    const joined = d > 0 && (outer === 1 || x.strides[d - 1] === chunk * base);
    if (joined) continue;
    let filled = 1;
    while (next >= 0 && (filled < chunk || shape[next] === 1)) {
      strides[next] = filled * base;
      filled *= shape[next--] as number;
    }
    if (filled !== chunk) return undefined;
    chunk = 1;
    base = x.strides[d - 1] ?? 1;
  }
  return strides;
}

/** A view with the dimensions in another order. @throws {RangeError} when it is no order */
export function permute<D extends DType>(x: Strided<D>, order: readonly number[]): Strided<D> {
  requireList("permute", order);
  const ndim = x.shape.length;
  const dims = order.map((dim) => dimension("permute", dim, ndim));
  if (dims.length !== ndim || new Set(dims).size !== ndim) {
    throw new RangeError(`permute: must name each of ${ndim} dimensions once, got [${order}]`);
  }
  return {
    ...part(x),
    shape: dims.map((d) => x.shape[d] as number),
    strides: dims.map((d) => x.strides[d] as number),
  };
}

/** A view with two dimensions swapped. */
export function transpose<D extends DType>(x: Strided<D>, a: number, b: number): Strided<D> {
  const first = dimension("transpose", a, x.shape.length);
  const second = dimension("transpose", b, x.shape.length);
  const order = x.shape.map((_, d) => (d === first ? second : d === second ? first : d));
  return permute(x, order);
}

/** A view with a new dimension of length 1 before `dim`. */
export function unsqueeze<D extends DType>(x: Strided<D>, dim: number): Strided<D> {
  const at = dimension("unsqueeze", dim, x.shape.length + 1);
  const stride = (x.shape[at] ?? 1) * (x.strides[at] ?? 1);
  return {
    ...part(x),
    shape: [...x.shape.slice(0, at), 1, ...x.shape.slice(at)],
    strides: [...x.strides.slice(0, at), stride, ...x.strides.slice(at)],
  };
}

/** A view without the dimension `dim` if its length is 1, or without all of length 1. */
export function squeeze<D extends DType>(x: Strided<D>, dim: number | undefined): Strided<D> {
  const only = dim === undefined ? undefined : dimension("squeeze", dim, x.shape.length);
  const stays = (_: number, d: number) => x.shape[d] !== 1 || (only !== undefined && only !== d);
  return { ...part(x), shape: x.shape.filter(stays), strides: x.strides.filter(stays) };
}

/** A view of the part at one index of a dimension. @throws {RangeError} beyond its length */
export function select<D extends DType>(x: Strided<D>, dim: number, index: number): Strided<D> {
  if (x.shape.length === 0) {
    throw new RangeError(`select: must have a dimension, got shape [] at index ${index}`);
  }
  const d = dimension("select", dim, x.shape.length);
  const at = place("select", index, x.shape[d] as number);
  return {
    ...part(x),
    shape: x.shape.filter((_, other) => other !== d),
    strides: x.strides.filter((_, other) => other !== d),
    offset: x.offset + at * (x.strides[d] as number),
  };
}

function place(subject: string, index: number, length: number): number {
  if (!Number.isInteger(index) || index < -length || index >= length) {
    throw new RangeError(`${subject}: index must be in [${-length}, ${length - 1}], got ${index}`);
  }
  return index < 0 ? index + length : index;
}

/** A view of every `step`-th part from `start` up to `end`; bounds beyond the length are cut. */
export function slice<D extends DType>(
  x: Strided<D>,
  start: number,
  end: number,
  { dim = 0, step = 1 }: { dim?: number; step?: number },
): Strided<D> {
  if (!Number.isInteger(step) || step < 1) {
    throw new RangeError(`slice: step must be a positive integer, got ${step}`);
  }
  if (x.shape.length === 0) throw new RangeError("slice: must have a dimension, got shape []");
  const d = dimension("slice", dim, x.shape.length);
  const length = x.shape[d] as number;
  if (
    ![start, end].every((bound) => Number.isInteger(bound) || bound === Number.POSITIVE_INFINITY)
  ) {
    throw new RangeError(`slice: bounds must be integers, got ${start} and ${end}`);
  }
  const cut = (bound: number) => Math.min(Math.max(bound < 0 ? bound + length : bound, 0), length);
  const from = cut(start);
  const count = Math.max(Math.ceil((cut(end) - from) / step), 0);
  return {
    ...part(x),
    shape: x.shape.map((l, other) => (other === d ? count : l)),
    strides: x.strides.map((s, other) => (other === d ? s * step : s)),
    offset: x.offset + from * (x.strides[d] as number),
  };
}

/** A copy of the parts at the given indices of a dimension. */
export function indexSelect<D extends DType>(
  x: Strided<D>,
  dim: number,
  indices: readonly number[],
): Strided<D> {
  const d = dimension("indexSelect", dim, x.shape.length);
  const length = x.shape[d] as number;
  const shape = x.shape.map((l, other) => (other === d ? indices.length : l));
  const result = allocate(x.dtype as DType, sizeOf(shape));
  const [source, target] = [bits(elements(x)), bits(result)];
  const run = sizeOf(x.shape.slice(d + 1)) * wordsOf(result);
  const places = indices.map((index) => place("indexSelect", index, length));
  const count = sizeOf(x.shape.slice(0, d));
  let to = 0;
  for (let outer = 0; outer < count; outer++) {
    for (let i = 0; i < places.length; i++, to += run) {
      const from = (outer * length + (places[i] as number)) * run;
      // A call costs more than a few words.
      if (run > 32) target.set(source.subarray(from, from + run), to);
      else for (let j = 0; j < run; j++) target[to + j] = source[from + j] as number;
    }
  }
  return dense(x.dtype, result as never, shape);
}
