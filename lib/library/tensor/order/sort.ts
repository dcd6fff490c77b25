import { allocate, type DType } from "../dtype.ts";
import { laidOutLike } from "../layout.ts";
import { bits, wordsOf } from "../move-elements.ts";
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
  // A tensor without dimensions stays one, even for none of its elements.
  const taken = x.shape.length === 0 ? 1 : (k ?? n);
  const order = sortOrder(x.dtype, rows, descending, taken);
  const values = allocate(x.dtype as DType, count * taken);
  const indices = new BigInt64Array(count * taken);
  const [source, target, words] = [bits(rows.data), bits(values), wordsOf(values)];
  const places = bits(indices);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < taken; i++) {
      const at = order[row * taken + i] as number;
      const [from, to] = [(row * n + at) * words, (row * taken + i) * words];
      target[to] = source[from] as number;
      if (words === 2) target[to + 1] = source[from + 1] as number;
      places[(row * taken + i) * 2] = at;
    }
  }
  return {
    values: rows.restore(x.dtype, values as never, taken),
    indices: rows.restore("int64", indices, taken),
  };
}
