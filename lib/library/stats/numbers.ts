/** Numbers in a row: an array, a typed array, or anything that carries one, such as a Tensor. */
export type Numbers = ArrayLike<number> | { readonly data: ArrayLike<number> | ArrayLike<bigint> };

/** The numbers as doubles, in a copy of their own. */
export function toFloat64(subject: string, values: Numbers, atLeast = 1): Float64Array {
  const source = "length" in values ? values : values.data;
  // V8 converts floats several times faster than it calls a function for each.
  const numbers =
    source instanceof Float32Array || source instanceof Float64Array
      ? new Float64Array(source)
      : Float64Array.from(source as ArrayLike<number>, Number);
  if (numbers.length < atLeast) {
    const what = atLeast === 1 ? "1 number" : `${atLeast} numbers`;
    throw new RangeError(`${subject}: needs at least ${what}, got ${numbers.length}`);
  }
  return numbers;
}
