import { contiguous } from "../copy.ts";
import { dimension } from "../dims.ts";
import type { ArrayOf, DType } from "../dtype.ts";
import { permute } from "../shape/shape.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";

/** A tensor as rows along one dimension: row i has the elements `data[i * n]` and n - 1 more. */
export interface Rows<D extends DType> {
  readonly data: ArrayOf[D];
  readonly n: number;
  readonly count: number;
  /** Rows of another kind, or length, as a contiguous tensor with the dimensions in their order. */
  restore<E extends DType>(dtype: E, data: ArrayOf[E], length?: number): Strided<E>;
}

/** The rows along `dim`; a tensor without dimensions is one row of one element. */
export function rowsAlong<D extends DType>(subject: string, x: Strided<D>, dim: number): Rows<D> {
  const d = dimension(subject, dim, x.shape.length);
  const others = x.shape.map((_, i) => i).filter((i) => i !== d);
  const order = x.shape.length === 0 ? [] : [...others, d];
  const rows = permute(x, order);
  const n = x.shape[d] ?? 1;
  const outer = others.map((i) => x.shape[i] as number);
  const back = x.shape.map((_, i) => order.indexOf(i));
  return {
    data: elements(rows),
    n,
    count: sizeOf(outer),
    restore: (dtype, data, length = n) =>
      contiguous(permute(dense(dtype, data, x.shape.length === 0 ? [] : [...outer, length]), back)),
  };
}
