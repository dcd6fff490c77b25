import { allocate, type DType, TWO_TO_63 } from "./dtype.ts";
import { dense, elements, type Strided } from "./strided.ts";

/** A contiguous copy as another kind; fractions are cut towards zero on the way to integers. */
export function cast<D extends DType>(x: Strided, dtype: D): Strided<D> {
  const source = elements(x);
  const target = allocate(dtype as DType, source.length);
  if (target instanceof BigInt64Array) {
    for (let i = 0; i < source.length; i++) target[i] = toBigInt(source[i] as number | bigint);
  } else if (target instanceof Uint8Array && dtype === "bool") {
    for (let i = 0; i < source.length; i++) target[i] = source[i] ? 1 : toTruth(source[i]);
  } else {
    for (let i = 0; i < source.length; i++) target[i] = Number(source[i]);
  }
  return dense(dtype, target as never, x.shape);
}

function toBigInt(value: number | bigint): bigint {
  if (typeof value === "bigint") return value;
  // What torch makes of NaN and of numbers too large for an int64 on x86.
  return Math.abs(value) < TWO_TO_63 ? BigInt(Math.trunc(value)) : -(1n << 63n);
}

/** NaN is not falsy to torch. */
function toTruth(value: number | bigint | undefined): number {
  return Number.isNaN(value) ? 1 : 0;
}
