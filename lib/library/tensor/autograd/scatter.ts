import { allocate, type DType } from "../dtype.ts";
import { binary } from "../elementwise/binary.ts";
import { overwrite } from "../overwrite.ts";
import { select } from "../shape/shape.ts";
import { dense, type Strided, sizeOf } from "../strided.ts";

/** Undoes taking a part: the gradient in that part of zeros of the input's shape. */
export function scatter(
  gradient: Strided,
  input: Strided,
  part: (zeros: Strided) => Strided,
): Strided {
  const result = zerosOf(input);
  overwrite(part(result), gradient);
  return result;
}

/** Undoes `indexSelect`: what was taken several times gets the sum. */
export function scatterAdd(
  gradient: Strided,
  input: Strided,
  { dim, indices }: { dim: number; indices: readonly number[] },
): Strided {
  const result = zerosOf(input);
  for (const [i, index] of indices.entries()) {
    const place = select(result, dim, index);
    overwrite(place, binary("add", place, select(gradient, dim, i)));
  }
  return result;
}

function zerosOf({ dtype, shape }: Strided): Strided {
  return dense(dtype, allocate(dtype as DType, sizeOf(shape)), shape);
}
