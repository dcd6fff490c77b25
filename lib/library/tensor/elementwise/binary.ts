import type { BinaryOperation } from "../../wasm/index.ts";
import { cast } from "../cast.ts";
import {
  type DType,
  isFloating,
  promote,
  require64Bits,
  TWO_TO_63,
  type TypedArray,
  toInt64,
  uncleared,
} from "../dtype.ts";
import { type MemoryOrder, memoryOrder, strideLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { broadcastShape } from "./broadcast.ts";
import { wasmBroadcast } from "./wasm-broadcast.ts";
import { wasmPairs } from "./wasm-elementwise.ts";
import { settleZeros } from "./zero-signs.ts";

type Floats = Float32Array | Float64Array | Uint8Array;

/**
 * Applies the operation to each pair, with broadcasting and promotion.
 *
 * @throws {TypeError} for a right side that is neither tensor nor plain value
 */
export function binary(operation: BinaryOperation, left: Strided, right: Operand): Strided {
  requireOperand(operation, right);
  if (operation === "sub") requireNumbers(left, right);
  const quick = wasmPairs(operation, left, right);
  if (quick) return quick;
  requireSigned(left, right);
  const common = commonDType(left, right);
  const dtype = operation === "div" && !isFloating(common) ? "float32" : common;
  const { a, b, order } = align(operation, left, right, dtype);
  const broadcast = wasmBroadcast(operation, a, b, order);
  if (broadcast) return order.result("float32", broadcast);
  const out = uncleared(dtype, sizeOf(order.lengths));
  const [x, y] = [flat(a, order), flat(b, order)];
  const apply = dtype === "int64" ? applyToIntegers : applyToFloats;
  apply(operation, x as never, y as never, out as never);
  // Truth values stay so: true + true is true.
  if (dtype === "bool") for (let i = 0; i < out.length; i++) out[i] = out[i] ? 1 : 0;
  if ((operation === "maximum" || operation === "minimum") && isFloating(dtype)) {
    const operands = typeof right === "object" ? [left, right] : [left];
    const views = operands.map((operand) => order.view(laidAs(dtype, operand)));
    settleZeros(out as Floats, { a: x as Floats, b: y as Floats }, views);
  }
  return order.result(dtype, out);
}

/** Truth values are never taken from something, as in torch, nor anything from them. */
function requireNumbers(left: Strided, right: Operand): void {
  const isTruth = typeof right === "object" ? right.dtype === "bool" : typeof right === "boolean";
  if (left.dtype === "bool" || isTruth) {
    throw new TypeError("sub: must be numbers, got truth values");
  }
}

/** @throws {RangeError} for truth values beside a bigint from 2^63 on, as torch */
function requireSigned(left: Strided, right: Operand): void {
  if (left.dtype === "bool" && typeof right === "bigint") toInt64(right);
}

/** Both operands as one kind, and the order in which an operation on them walks its result. */
export function align(
  subject: string,
  left: Strided,
  right: Operand,
  dtype: DType,
): { a: Strided; b: Strided; order: MemoryOrder } {
  const other = typeof right === "object" ? right : beside(dtype, right);
  const shape = broadcastShape(subject, left.shape, other.shape);
  const order = memoryOrder(shape, other === right ? [left, other] : [left]);
  return { a: toKind(left, dtype), b: toKind(other, dtype), order };
}

function toKind(x: Strided, dtype: DType): Strided {
  return x.dtype === dtype ? x : cast(x, dtype);
}

/** How the operand lies in torch's memory as it is computed with: what is converted has no gaps. */
function laidAs(dtype: DType, x: Strided): Strided {
  return x.dtype === dtype ? x : { ...x, strides: strideLike(x.shape, [x]) };
}

/** The operand's elements in that order; a single one stays single. */
export function flat(x: Strided, order: MemoryOrder): TypedArray {
  return elements(sizeOf(x.shape) === 1 ? x : order.view(x));
}

/**
 * The kind of the result, by torch's rule: a plain value, and a tensor without dimensions, only
 * counts when its category (truth, integer, float) is higher than that of the other.
 */
export function commonDType(left: Strided, right: Operand): DType {
  if (typeof right !== "object") {
    const kind = plainKind(right);
    return CATEGORY[kind] <= CATEGORY[left.dtype] ? left.dtype : kind;
  }
  const isScalar = left.shape.length === 0;
  if (isScalar === (right.shape.length === 0)) return promote(left.dtype, right.dtype);
  const [strong, weak] = isScalar ? [right, left] : [left, right];
  return CATEGORY[weak.dtype] <= CATEGORY[strong.dtype] ? strong.dtype : weak.dtype;
}

const CATEGORY: Record<DType, number> = { bool: 0, int64: 1, float32: 2, float64: 2 };

/** The kind as which a plain value counts: whole numbers as integers, -0 too. */
export function plainKind(value: number | bigint | boolean): "bool" | "int64" | "float32" {
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" || Number.isSafeInteger(value) ? "int64" : "float32";
}

/**
 * A plain value beside tensors of the kind. A bigint from 2^63 on is an unsigned one to torch: beside
 * integers its bits count, beside floats its value, and beside truth values it has no place.
 */
function beside(dtype: DType, value: number | bigint | boolean): Strided {
  if (typeof value !== "bigint" || value < TWO_TO_63) return scalar(value);
  require64Bits(value);
  return isFloating(dtype) ? scalar(Number(value)) : scalar(BigInt.asIntN(64, value));
}

/** A plain value as a tensor without dimensions. */
export function scalar(value: number | bigint | boolean): Strided {
  if (typeof value === "boolean") return dense("bool", Uint8Array.of(value ? 1 : 0), []);
  if (typeof value === "bigint") return dense("int64", BigInt64Array.of(toInt64(value)), []);
  return dense("float64", Float64Array.of(value), []);
}

// Written out, operation by operation: V8 calls what it finds in a table or a closure, and that takes
// several times as long as the operation. An operand of one number repeats it.

function applyToFloats(operation: BinaryOperation, a: Floats, b: Floats, out: Floats): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  const n = out.length;
  switch (operation) {
    case "add":
      for (let i = 0; i < n; i++) out[i] = (a[i * p] as number) + (b[i * q] as number);
      return;
    case "sub":
      for (let i = 0; i < n; i++) out[i] = (a[i * p] as number) - (b[i * q] as number);
      return;
    case "mul":
      for (let i = 0; i < n; i++) out[i] = (a[i * p] as number) * (b[i * q] as number);
      return;
    case "div":
      for (let i = 0; i < n; i++) out[i] = (a[i * p] as number) / (b[i * q] as number);
      return;
    case "maximum":
      for (let i = 0; i < n; i++) out[i] = Math.max(a[i * p] as number, b[i * q] as number);
      return;
    case "minimum":
      for (let i = 0; i < n; i++) out[i] = Math.min(a[i * p] as number, b[i * q] as number);
      return;
  }
}

/** Cut to 64 bits where it is computed, a bigint never goes to the heap. */
export function applyToIntegers(
  operation: BinaryOperation,
  a: BigInt64Array,
  b: BigInt64Array,
  out: BigInt64Array,
): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  const n = out.length;
  switch (operation) {
    case "add":
      for (let i = 0; i < n; i++) {
        out[i] = BigInt.asIntN(64, (a[i * p] as bigint) + (b[i * q] as bigint));
      }
      return;
    case "sub":
      for (let i = 0; i < n; i++) {
        out[i] = BigInt.asIntN(64, (a[i * p] as bigint) - (b[i * q] as bigint));
      }
      return;
    case "mul":
      for (let i = 0; i < n; i++) {
        out[i] = BigInt.asIntN(64, (a[i * p] as bigint) * (b[i * q] as bigint));
      }
      return;
    case "div":
      throw new TypeError("div: integers are divided as floats");
    default: {
      const isMaximum = operation === "maximum";
      for (let i = 0; i < n; i++) {
        const [x, y] = [a[i * p] as bigint, b[i * q] as bigint];
        out[i] = x > y === isMaximum ? x : y;
      }
    }
  }
}
