import { freshBuffer } from "./memory/index.ts";
import type { Strided } from "./strided.ts";

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

/** The kinds of floats. */
export type Floats = "float32" | "float64";

/** The kinds of numbers. */
export type Numbers = Floats | "int64";

/**
 * D, where neither the type that is expected of a result nor the result of some method must choose
 * it: `NoInfer`, which the TypeScript of the stock tslab kernel does not have yet.
 */
export type Decided<D extends DType> = [D][D extends DType ? 0 : never];

/**
 * What a method's `this` must be that takes tensors of kinds K only: where D holds none of them, the
 * compiler says so; where it may hold one, the method itself looks.
 */
export type Holding<D extends DType, K extends DType> =
  | Strided<K>
  | ([Extract<D, K>] extends [never] ? never : unknown);

/**
 * The kinds that the result of an operation on both can have, as torch promotes. float32 with
 * float64 gives either: a tensor without dimensions does not widen the other one.
 */
export type Promoted<A extends DType, B extends DType> = A extends DType
  ? B extends DType
    ? A extends B
      ? A
      : A extends "bool"
        ? B
        : B extends "bool"
          ? A
          : A extends "int64"
            ? B
            : B extends "int64"
              ? A
              : Floats
    : never
  : never;

/** All kinds. */
export const DTYPES: readonly DType[] = ["float32", "float64", "int64", "bool"];

const ORDER: readonly DType[] = ["bool", "int64", "float32", "float64"];

/** The kind that holds both. */
export function promote(a: DType, b: DType): DType {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/** True for float32 and float64. */
export function isFloating(dtype: DType): dtype is "float32" | "float64" {
  return dtype === "float32" || dtype === "float64";
}

/** @throws {TypeError} for a kind that there is not, or that is none of `kinds` */
export function requireDType(
  subject: string,
  dtype: unknown,
  kinds: readonly DType[] = DTYPES,
): void {
  if (kinds.includes(dtype as DType)) return;
  const list = `${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}`;
  const got = typeof dtype === "object" && dtype !== null ? "an object" : String(dtype);
  throw new TypeError(`${subject}: dtype must be ${list}, got ${got}`);
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

/** @throws {RangeError} for a bigint that needs more than 64 bits, signed or not, as torch */
export function require64Bits(value: number | bigint | boolean): void {
  if (typeof value !== "bigint" || (value >= -TWO_TO_63 && value < 2 * TWO_TO_63)) return;
  throw new RangeError(`int64: must fit in 64 bits, got ${value}`);
}

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  bool: Uint8Array,
};

/**
 * A new array of `length` zeros of the kind.
 *
 * @throws {RangeError} for more than there is memory for
 */
export function allocate<D extends DType>(dtype: D, length: number): ArrayOf[D];
export function allocate(dtype: DType, length: number): TypedArray {
  return arrayOf(dtype, length, () => length);
}

/** The same without clearing its memory: all of it must be written before anyone sees it. */
export function uncleared<D extends DType>(dtype: D, length: number): ArrayOf[D];
export function uncleared(dtype: DType, length: number): TypedArray {
  return arrayOf(dtype, length, (bytes) => freshBuffer(length * bytes));
}

function arrayOf(
  dtype: DType,
  length: number,
  memory: (bytes: number) => number | ArrayBuffer,
): TypedArray {
  const Numbers = ARRAYS[dtype];
  try {
    return new Numbers(memory(Numbers.BYTES_PER_ELEMENT) as ArrayBuffer);
  } catch (error) {
    // The engine's own words tell of arrays, not of tensors.
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`tensor: must fit in memory, got ${length} elements of ${dtype}`);
  }
}
