import { type DType, TWO_TO_63, type TypedArray, uncleared } from "./dtype.ts";
import { dense, elements, isContiguous, type Strided } from "./strided.ts";

/** A contiguous copy as another kind; fractions are cut towards zero on the way to integers. */
export function cast<D extends DType>(x: Strided, dtype: D): Strided<D> {
  if (x.dtype === dtype && !isContiguous(x)) return dense(dtype, elements(x) as never, x.shape);
  return dense(dtype, castElements(elements(x), dtype) as never, x.shape);
}

function castElements(source: TypedArray, dtype: DType): TypedArray {
  const target = uncleared(dtype, source.length);
  if (dtype === "bool") {
    for (let i = 0; i < source.length; i++) target[i] = source[i] ? 1 : toTruth(source[i]);
  } else if (source instanceof BigInt64Array) {
    if (target instanceof BigInt64Array) target.set(source);
    else fromIntegers(source, target as Float32Array);
  } else if (target instanceof BigInt64Array) {
    toIntegers(source, target);
  } else {
    // V8 converts several times faster than a loop.
    (target as Float32Array).set(source);
  }
  return target;
}

/** By the two halves, since a bigint for each would take twenty times as long. */
function fromIntegers(source: BigInt64Array, target: Float32Array | Float64Array): void {
  const words = new Int32Array(source.buffer, source.byteOffset, 2 * source.length);
  for (let i = 0; i < target.length; i++) {
    // The upper half is exact, so the sum is rounded once.
    target[i] = (words[2 * i + 1] as number) * 0x100000000 + ((words[2 * i] as number) >>> 0);
  }
}

function toIntegers(source: Exclude<TypedArray, BigInt64Array>, target: BigInt64Array): void {
  const words = new Int32Array(target.buffer, target.byteOffset, 2 * target.length);
  for (let i = 0; i < source.length; i++) {
    const value = source[i] as number;
    const whole = value | 0;
    if (Math.abs(value) < 0x80000000) {
      words[2 * i] = whole;
      words[2 * i + 1] = whole >> 31;
    } else {
      target[i] = toBigInt(value);
    }
  }
}

function toBigInt(value: number): bigint {
  // What torch makes of NaN and of numbers too large for an int64 on x86.
  return Math.abs(value) < TWO_TO_63 ? BigInt(Math.trunc(value)) : -(1n << 63n);
}

/** NaN is not falsy to torch. */
function toTruth(value: number | bigint | undefined): number {
  return Number.isNaN(value) ? 1 : 0;
}
