import { allocate, type DType } from "../dtype.ts";
import { laidOutLike } from "../layout.ts";
import type { Strided } from "../strided.ts";
import { rowsAlong } from "./along.ts";
import { sortOrder } from "./sort-order.ts";

/** Elements in an order, and where each was along the dimension. */
export interface Ordered<D extends DType> {
  values: Strided<D>;
  indices: Strided<"int64">;
}

/** Each row along `dim` sorted; equal elements keep their order. */
export function sort<D extends DType>(
  subject: string,
  x: Strided<D>,
  { dim, descending }: { dim: number; descending: boolean },
): Ordered<D> {
  const { values, indices } = firstInOrder(subject, x, { dim, descending, k: undefined });
  return { values: laidOutLike(values, [x]), indices: laidOutLike(indices, [x]) };
}

/**
 * The `k` largest or smallest of each row, in order.
 *
 * @throws {RangeError} for k beyond the length
 * @throws {TypeError} for truth values, as torch
 */
export function topk<D extends DType>(
  x: Strided<D>,
  k: number,
  { dim, largest }: { dim: number; largest: boolean },
): Ordered<D> {
  if (x.dtype === "bool") throw new TypeError("topk: must be numbers, got truth values");
  return firstInOrder("topk", x, { dim, descending: largest, k });
}

function firstInOrder<D extends DType>(
  subject: string,
  x: Strided<D>,
  { dim, descending, k }: { dim: number; descending: boolean; k: number | undefined },
): Ordered<D> {
  const rows = rowsAlong(subject, x, dim);
  const { n, count } = rows;
  if (k !== undefined && !(Number.isInteger(k) && k >= 0 && k <= n)) {
    throw new RangeError(
      `${subject}: k must be a whole number from 0 to ${n}, the length of dimension ${dim}, got ${k}`,
    );
  }
  const order = sortOrder(x.dtype, rows, descending);
  // A tensor without dimensions stays one, even for none of its elements.
  const taken = x.shape.length === 0 ? 1 : (k ?? n);
  const values = allocate(x.dtype, count * taken);
  const indices = new BigInt64Array(count * taken);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < taken; i++) {
      const at = order[row * n + i] as number;
      values[row * taken + i] = rows.data[row * n + at] as never;
      indices[row * taken + i] = BigInt(at);
    }
  }
  return {
    values: rows.restore(x.dtype, values, taken),
    indices: rows.restore("int64", indices, taken),
  };
}
