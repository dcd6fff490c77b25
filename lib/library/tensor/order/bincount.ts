import { cast } from "../cast.ts";
import { allocate, type DType, isFloating } from "../dtype.ts";
import { requireTensor } from "../operand.ts";
import { dense, elements, type Strided } from "../strided.ts";

/** How to count. */
export interface BincountOptions {
  /** What each element counts, 1 if left out. */
  weights?: Strided;
  /** How many counts there are at least. */
  minlength?: number;
}

/** How often each of 0, 1, 2, … occurs, up to the largest element. */
export function bincount(x: Strided, { weights, minlength = 0 }: BincountOptions): Strided {
  if (x.dtype !== "int64") throw new TypeError(`bincount: must be int64, got ${x.dtype}`);
  if (x.shape.length !== 1) {
    throw new RangeError(`bincount: must have one dimension, got shape [${x.shape.join(", ")}]`);
  }
  if (!Number.isInteger(minlength) || minlength < 0) {
    throw new RangeError(`bincount: minlength must be a whole number from 0, got ${minlength}`);
  }
  const list = Array.from(elements(x), Number);
  const lowest = list.reduce((a, b) => Math.min(a, b), 0);
  if (lowest < 0) throw new RangeError(`bincount: must not be negative, got ${lowest}`);
  const parts = weights && partsOf(x, weights);
  // As in torch, counts of nothing are integers.
  const dtype: DType = parts && list.length > 0 ? parts.dtype : "int64";
  const length = list.reduce((a, b) => Math.max(a, b + 1), minlength);
  const out = allocate(dtype, length);
  const values = parts && elements(parts);
  for (const [i, at] of list.entries()) {
    out[at] = ((out[at] as number) + ((values?.[i] ?? 1n) as number)) as never;
  }
  return dense(dtype, out as never, [length]);
}

function partsOf(x: Strided, weights: Strided): Strided {
  requireTensor("bincount", weights);
  if (weights.shape.length !== 1 || weights.shape[0] !== x.shape[0]) {
    throw new RangeError(
      `bincount: weights must have the tensor's shape, got [${weights.shape.join(", ")}] for [${x.shape.join(", ")}]`,
    );
  }
  return isFloating(weights.dtype) ? weights : cast(weights, "float64");
}
