import { requireList } from "../dims.ts";
import type { DType } from "../dtype.ts";
import { type Strided, sizeOf } from "../strided.ts";

/**
 * The shape that two shapes broadcast to: aligned at the last dimension, a length of 1 stretches.
 *
 * @throws {RangeError} naming both shapes when they do not fit
 */
export function broadcastShape(
  subject: string,
  a: readonly number[],
  b: readonly number[],
): readonly number[] {
  const ndim = Math.max(a.length, b.length);
  const shape = new Array<number>(ndim);
  for (let d = 1; d <= ndim; d++) {
    const left = a[a.length - d] ?? 1;
    const right = b[b.length - d] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(
        `${subject}: shapes must broadcast, got [${a.join(", ")}] and [${b.join(", ")}]`,
      );
    }
    shape[ndim - d] = left === 1 ? right : left;
  }
  return shape;
}

/**
 * A view that repeats dimensions of length 1 by a stride of 0; -1 leaves a length as it is.
 *
 * @throws {RangeError} naming both shapes when a length cannot be stretched
 */
export function broadcastTo<D extends DType>(x: Strided<D>, shape: readonly number[]): Strided<D> {
  requireList("expand", shape);
  const added = shape.length - x.shape.length;
  const lengths = shape.map((length, d) => (length === -1 ? (x.shape[d - added] ?? -1) : length));
  const strides = lengths.map((length, d) => {
    const own = x.shape[d - added];
    if (
      !Number.isInteger(length) ||
      length < 0 ||
      added < 0 ||
      (own !== undefined && own !== 1 && own !== length)
    ) {
      throw new RangeError(
        `expand: a length of 1 can stretch, got [${x.shape.join(", ")}] and [${shape.join(", ")}]`,
      );
    }
    return own === undefined || (own === 1 && length !== 1) ? 0 : (x.strides[d - added] as number);
  });
  if (added < 0) {
    throw new RangeError(
      `expand: dimensions cannot be lost, got [${x.shape.join(", ")}] and [${shape.join(", ")}]`,
    );
  }
  if (sizeOf(lengths) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(`expand: must have at most 2^53 elements, got [${shape.join(", ")}]`);
  }
  return { ...part(x), shape: lengths, strides };
}

/** The fields of a tensor without its methods. */
export function part<D extends DType>(x: Strided<D>): Strided<D> {
  const { dtype, storage, shape, strides, offset } = x;
  return { dtype, storage, shape, strides, offset };
}
