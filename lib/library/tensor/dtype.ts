/** The kinds of numbers a tensor can hold. */
export type DType = "float32" | "float64" | "int64" | "bool";

/** The array that holds each kind; a bool is a byte, 0 or 1. */
export interface ArrayOf {
  float32: Float32Array;
  float64: Float64Array;
  int64: BigInt64Array;
  bool: Uint8Array;
}

/** Any of the arrays. */
export type TypedArray = ArrayOf[DType];

/** The kind of a result that must be a float: integers and truth values become float32. */
export type Floating<D extends DType> = D extends "float64" ? "float64" : "float32";

/** The kind that holds the result of an operation on both, as torch promotes. */
export type Promoted<A extends DType, B extends DType> = "float64" extends A | B
  ? "float64"
  : "float32" extends A | B
    ? "float32"
    : "int64" extends A | B
      ? "int64"
      : "bool";

const ORDER: readonly DType[] = ["bool", "int64", "float32", "float64"];

/** The kind that holds both. */
export function promote(a: DType, b: DType): DType {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/** True for float32 and float64. */
export function isFloating(dtype: DType): dtype is "float32" | "float64" {
  return dtype === "float32" || dtype === "float64";
}

/** Where an int64 ends. */
export const TWO_TO_63 = 0x8000000000000000;

/**
 * A plain value as an integer of 64 bits; what follows the point is cut off.
 *
 * @throws {RangeError} for NaN and for what needs more bits, as torch
 */
export function toInt64(value: number | bigint | boolean): bigint {
  const whole = typeof value === "number" ? Math.trunc(value) : BigInt(value);
  // Written so that NaN fails, too.
  if (!(whole >= -TWO_TO_63 && whole < TWO_TO_63)) {
    throw new RangeError(`int64: must fit in 64 bits, got ${value}`);
  }
  return BigInt(whole);
}

/** A new array of `length` zeros of the kind. */
export function allocate<D extends DType>(dtype: D, length: number): ArrayOf[D];
export function allocate(dtype: DType, length: number): TypedArray {
  switch (dtype) {
    case "float32":
      return new Float32Array(length);
    case "float64":
      return new Float64Array(length);
    case "int64":
      return new BigInt64Array(length);
    case "bool":
      return new Uint8Array(length);
    default:
      throw new TypeError(`dtype: must be float32, float64, int64 or bool, got ${dtype}`);
  }
}
