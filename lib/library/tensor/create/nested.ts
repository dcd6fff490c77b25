import { allocate, type DType, toInt64 } from "../dtype.ts";
import { told } from "../operand.ts";
import { dense, positions, type Strided, sizeOf } from "../strided.ts";
import type { BigIntArray, Nested, NumberArray } from "./kind-of.ts";

/** Elements as nested arrays; a tensor without dimensions gives the bare value. */
export type NestedOf = number | boolean | NestedOf[];

/** The elements as nested arrays. @throws {RangeError} for an int64 beyond 2^53 */
export function nested(x: Strided): NestedOf {
  const at = positions(x);
  let next = 0;
  const walk = (d: number): NestedOf => {
    if (d === x.shape.length) return plain(x, at[next++] as number);
    return Array.from({ length: x.shape[d] as number }, () => walk(d + 1));
  };
  return walk(0);
}

function plain({ dtype, storage }: Strided, index: number): number | boolean {
  const value = storage.data[index] as number | bigint;
  if (dtype === "bool") return value === 1;
  const number = Number(value);
  if (typeof value === "bigint" && !Number.isSafeInteger(number)) {
    throw new RangeError(`tolist: must fit in a number (read .data instead), got ${value}`);
  }
  return number;
}

/** As many dimensions as torch allows. */
const DEEPEST = 64;

/**
 * Nested lists as a dense tensor.
 *
 * @throws {RangeError} for lists of unequal lengths, too deep ones, and what does not fit in an int64
 * @throws {TypeError} for anything that is no number or truth value
 */
export function fromNested(values: Nested, dtype: DType | undefined): Strided {
  if (isTypedArray(values)) return fromTypedArray(values, dtype);
  const shape: number[] = [];
  for (let v: unknown = values; isList(v); v = v[0]) {
    shape.push(v.length);
    if (shape.length > DEEPEST) {
      throw new RangeError(
        `tensor: lists must be nested at most ${DEEPEST} deep, got ${values === v ? "one that holds itself" : "more"}`,
      );
    }
  }
  const flat: (number | bigint | boolean)[] = [];
  const walk = (value: unknown, d: number): void => {
    const length = isList(value) ? value.length : undefined;
    if (length !== shape[d]) {
      throw new RangeError(
        `tensor: lists must have equal lengths, got ${length ?? "a value"} beside ${shape[d] ?? "a value"} in dimension ${d}`,
      );
    }
    if (isList(value)) for (let i = 0; i < value.length; i++) walk(value[i], d + 1);
    else flat.push(requirePlain(value));
  };
  walk(values, 0);
  const kind = dtype ?? kindOf(flat);
  const storage = allocate(kind, sizeOf(shape));
  for (let i = 0; i < flat.length; i++) storage[i] = convert(flat[i] as number, kind) as never;
  return dense(kind, storage, shape);
}

function fromTypedArray(values: NumberArray | BigIntArray, dtype: DType | undefined): Strided {
  const kind = dtype ?? kindOfArray(values);
  const storage = allocate(kind, values.length);
  if (kind === "bool" || (kind === "int64" && !(values instanceof BigInt64Array))) {
    for (let i = 0; i < values.length; i++) {
      storage[i] = convert(values[i] as number | bigint, kind) as never;
    }
  } else if (kind !== "int64" && isBigInts(values)) {
    for (let i = 0; i < values.length; i++) storage[i] = Number(values[i]);
  } else {
    storage.set(values as never);
  }
  return dense(kind, storage, [values.length]);
}

function kindOfArray(values: NumberArray | BigIntArray): DType {
  if (isBigInts(values)) return "int64";
  return values instanceof Float64Array ? "float64" : "float32";
}

function isBigInts(values: NumberArray | BigIntArray): values is BigIntArray {
  return values instanceof BigInt64Array || values instanceof BigUint64Array;
}

function isTypedArray(value: unknown): value is NumberArray | BigIntArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || isTypedArray(value);
}

function kindOf(flat: readonly unknown[]): DType {
  const [first] = flat;
  if (typeof first === "bigint" && flat.every((value) => typeof value === "bigint")) return "int64";
  if (typeof first === "boolean" && flat.every((value) => typeof value === "boolean"))
    return "bool";
  return "float32";
}

function requirePlain(value: unknown): number | bigint | boolean {
  const kind = typeof value;
  if (kind === "number" || kind === "bigint" || kind === "boolean") return value as number;
  throw new TypeError(`tensor: must be numbers, bigints or truth values, got ${told(value)}`);
}

/** A plain value as a kind holds it. */
export function convert(value: number | bigint | boolean, kind: DType): number | bigint {
  // NaN is not falsy to torch.
  if (kind === "bool") return value || Number.isNaN(value) ? 1 : 0;
  return kind === "int64" ? toInt64(value) : Number(value);
}
