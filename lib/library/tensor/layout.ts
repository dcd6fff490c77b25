import { type ArrayOf, type DType, uncleared } from "./dtype.ts";
import { broadcastTo } from "./elementwise/broadcast.ts";
import { Storage } from "./memory/index.ts";
import { permute } from "./shape/shape.ts";
import { copyElements, dense, isContiguous, rowMajor, type Strided, sizeOf } from "./strided.ts";

/** A shape, and how to walk it. */
type Steps = Pick<Strided, "shape" | "strides">;

/**
 * The strides that torch gives to the result of an operation on the given operands: without gaps,
 * with the dimensions in the operands' own order in memory. So the result of an operation on a
 * transposed matrix is a transposed matrix, and draws fill it in that order.
 */
export function strideLike(shape: readonly number[], operands: readonly Steps[]): number[] {
  if (operands.every((x) => isContiguous(x))) return rowMajor(shape);
  const steps = operands.map((x) => shape.map((length, d) => stepAt(x, d - shape.length, length)));
  // From the innermost dimension outwards, as a sort by insertion that stops at a clear answer.
  const order = shape.map((_, d) => shape.length - 1 - d);
  for (let i = 1; i < order.length; i++) {
    let moving = i;
    for (let j = i - 1; j >= 0; j--) {
      const verdict = inward(order[j] as number, order[moving] as number, steps, shape);
      if (verdict < 0) break;
      if (verdict > 0) {
        [order[j], order[moving]] = [order[moving] as number, order[j] as number];
        moving = j;
      }
    }
  }
  const strides = new Array<number>(shape.length).fill(1);
  let stride = 1;
  for (const d of order) {
    strides[d] = stride;
    stride *= Math.max(shape[d] as number, 1);
  }
  return strides;
}

/** The operand's stride in a dimension counted from the end; 0 where it broadcasts. */
function stepAt(x: Steps, fromEnd: number, length: number): number {
  const own = x.shape.at(fromEnd);
  if (x.shape.length < -fromEnd || (own === 1 && length !== 1)) return 0;
  return x.strides.at(fromEnd) ?? 0;
}

/** Positive when dimension b must lie inside a, negative when a lies inside, 0 when unclear. */
function inward(
  a: number,
  b: number,
  steps: readonly (readonly number[])[],
  shape: readonly number[],
): number {
  for (const step of steps) {
    const [first = 0, second = 0] = [step[a], step[b]];
    if (first === 0 || second === 0) continue;
    if (first !== second) return first - second;
    if ((shape[a] as number) > (shape[b] as number)) return 1;
  }
  return 0;
}

/** The same elements as row-major `x`, laid out in memory as `strideLike` says. */
export function laidOutLike<D extends DType>(
  x: Strided<D>,
  operands: readonly Strided[],
): Strided<D> {
  if (operands.every((operand) => isContiguous(operand))) return x;
  const strides = strideLike(x.shape, operands);
  const data = uncleared(x.dtype, sizeOf(x.shape));
  copyElements(x, { data, offset: 0, strides });
  return { ...x, storage: new Storage(data), strides, offset: 0 };
}

/** How an operation on elements walks its operands: in the order of its result's memory. */
export interface MemoryOrder {
  /** The lengths of the dimensions in that order. */
  readonly lengths: readonly number[];
  /** The operand, repeated to the shape of the result, with its dimensions in that order. */
  view(x: Strided): Strided;
  /** The result, from its numbers in that order. */
  result<D extends DType>(dtype: D, numbers: ArrayOf[D] | Storage<ArrayOf[D]>): Strided<D>;
}

/** The order in which an operation of the given operands writes its result, of the given shape. */
export function memoryOrder(shape: readonly number[], operands: readonly Strided[]): MemoryOrder {
  if (operands.every((x) => isContiguous(x))) {
    return {
      lengths: shape,
      view: (x) => broadcastTo(x, shape),
      result: (dtype, numbers) => dense(dtype, numbers, shape),
    };
  }
  const strides = strideLike(shape, operands);
  const dims = shape.map((_, d) => d);
  dims.sort((a, b) => (strides[b] as number) - (strides[a] as number));
  return {
    lengths: dims.map((d) => shape[d] as number),
    view: (x) => permute(broadcastTo(x, shape), dims),
    result: (dtype, numbers) => ({ ...dense(dtype, numbers, shape), strides }),
  };
}
