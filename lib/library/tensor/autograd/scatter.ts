import { dimension } from "../dims.ts";
import { allocate, type DType } from "../dtype.ts";
import { overwrite } from "../overwrite.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";

/** Undoes taking a part: the gradient in that part of zeros of the input's shape. */
export function scatter(
  gradient: Strided,
  input: Strided,
  part: (zeros: Strided) => Strided,
): Strided {
  const result = zerosOf(input);
  overwrite("backward", part(result), gradient);
  return result;
}

/** Undoes `indexSelect`: what was taken several times gets the sum. */
export function scatterAdd(
  gradient: Strided,
  input: Pick<Strided, "dtype" | "shape">,
  { dim, indices }: { dim: number; indices: readonly number[] },
): Strided {
  const result = zerosOf(input);
  const { shape } = input;
  const d = dimension("backward", dim, shape.length);
  const length = shape[d] ?? 1;
  const run = sizeOf(shape.slice(d + 1));
  const [sums, parts] = [elements(result) as Float64Array, elements(gradient) as Float64Array];
  for (let outer = 0; outer < sizeOf(shape.slice(0, d)); outer++) {
    for (const [i, index] of indices.entries()) {
      const to = (outer * length + (index < 0 ? index + length : index)) * run;
      const from = (outer * indices.length + i) * run;
      for (let j = 0; j < run; j++)
        sums[to + j] = (sums[to + j] as number) + (parts[from + j] as number);
    }
  }
  return result;
}

/** Zeros of that kind and shape. */
export function zerosOf({ dtype, shape }: Pick<Strided, "dtype" | "shape">): Strided {
  return dense(dtype, allocate(dtype as DType, sizeOf(shape)), shape);
}
