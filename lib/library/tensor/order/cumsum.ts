import { cast } from "../cast.ts";
import { allocate, type DType, isFloating } from "../dtype.ts";
import type { Strided } from "../strided.ts";
import { rowsAlong } from "./along.ts";

/**
 * The sums up to each element along `dim`, or from each on; floats add up in float64, and integers
 * and truth values as int64.
 */
export function cumsum(x: Strided, dim: number, direction: 1 | -1 = 1): Strided {
  const dtype: DType = isFloating(x.dtype) ? x.dtype : "int64";
  const { data, n, count, restore } = rowsAlong(
    "cumsum",
    x.dtype === dtype ? x : cast(x, dtype),
    dim,
  );
  const out = allocate(dtype, data.length);
  for (let row = 0; row < count; row++) {
    let total: number | bigint = dtype === "int64" ? 0n : 0;
    let at = direction === 1 ? row * n : (row + 1) * n - 1;
    for (let i = 0; i < n; i++, at += direction) {
      total = (total as number) + (data[at] as number);
      out[at] = total as never;
    }
  }
  return restore(dtype, out as never);
}
