/** a + t · b, as a new vector. */
export function add(a: Float64Array, t: number, b: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, i) => value + t * (b[i] as number));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The size of the largest number. */
export function largest(a: Float64Array): number {
  return a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

export function sumOfSizes(a: Float64Array): number {
  return a.reduce((sum, value) => sum + Math.abs(value), 0);
}
