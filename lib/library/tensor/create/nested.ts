import { allocate, type DType, toInt64 } from "../dtype.ts";
import { dense, positions, type Strided, sizeOf } from "../strided.ts";

/** Elements as nested arrays; a tensor without dimensions gives the bare value. */
export type NestedOf = number | boolean | NestedOf[];

/** Values from which a tensor can be made: one, or nested lists of equal lengths. */
export type Nested =
  | number
  | bigint
  | boolean
  | ArrayLike<number>
  | ArrayLike<bigint>
  | readonly Nested[];

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

/**
 * Nested lists as a dense tensor.
 *
 * @throws {RangeError} for lists of unequal lengths, and for what does not fit in an int64
 * @throws {TypeError} for anything that is no number or truth value
 */
export function fromNested(values: Nested, dtype: DType | undefined): Strided {
  const shape: number[] = [];
  for (let v: unknown = values; isList(v); v = v[0]) shape.push(v.length);
  const flat: (number | bigint | boolean)[] = [];
  const walk = (value: unknown, d: number): void => {
    const length = isList(value) ? value.length : undefined;
    if (length !== shape[d]) {
      throw new RangeError(
        `tensor: lists must have equal lengths, got ${length ?? "a value"} beside ${shape[d] ?? "a value"} in dimension ${d}`,
      );
    }
    if (isList(value)) for (let i = 0; i < value.length; i++) walk(value[i], d + 1);
    else flat.push(value as number);
  };
  walk(values, 0);
  const kind = dtype ?? kindOf(values, flat);
  const storage = allocate(kind, sizeOf(shape));
  for (let i = 0; i < flat.length; i++) storage[i] = convert(flat[i], kind) as never;
  return dense(kind, storage, shape);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function kindOf(values: Nested, flat: readonly unknown[]): DType {
  if (values instanceof Float64Array) return "float64";
  if (values instanceof BigInt64Array) return "int64";
  if (flat.length > 0 && flat.every((value) => typeof value === "bigint")) return "int64";
  if (flat.length > 0 && flat.every((value) => typeof value === "boolean")) return "bool";
  return "float32";
}

function convert(value: unknown, kind: DType): number | bigint {
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean") {
    throw new TypeError(`tensor: must be numbers or truth values, got ${typeof value}`);
  }
  if (kind === "bool") return value ? 1 : 0;
  return kind === "int64" ? toInt64(value) : Number(value);
}
