import type { BinaryOperation } from "../../wasm/index.ts";
import { cast } from "../cast.ts";
import { allocate, type DType, isFloating, promote, type TypedArray, toInt64 } from "../dtype.ts";
import { laidOutLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { broadcastShape, broadcastTo } from "./broadcast.ts";
import { wasmBinary } from "./wasm-elementwise.ts";
import { settleZeros } from "./zero-signs.ts";

type Floats = Float32Array | Float64Array;

/**
 * Applies the operation to each pair, with broadcasting and promotion.
 *
 * @throws {TypeError} for a right side that is neither tensor nor plain value
 */
export function binary(operation: BinaryOperation, left: Strided, right: Operand): Strided {
  requireOperand(operation, right);
  if (operation === "sub") requireNumbers(left, right);
  const quick = wasmBinary(operation, left, right);
  if (quick) return quick;
  const common = commonDType(left, right);
  const dtype = operation === "div" && !isFloating(common) ? "float32" : common;
  const { a, b, shape } = align(operation, left, right, dtype);
  const out = allocate(dtype, sizeOf(shape));
  if (out instanceof BigInt64Array) {
    applyToIntegers(operation, a as BigInt64Array, b as BigInt64Array, out);
  } else {
    applyToFloats(operation, a as Floats, b as Floats, out as Floats);
    // Truth values stay so: true + true is true.
    if (dtype === "bool") for (let i = 0; i < out.length; i++) out[i] = out[i] ? 1 : 0;
  }
  const operands = typeof right === "object" ? [left, right] : [left];
  if ((operation === "maximum" || operation === "minimum") && isFloating(dtype)) {
    settleZeros(out as Floats, { a: a as Floats, b: b as Floats }, { shape, operands });
  }
  return laidOutLike(dense(dtype, out, shape), operands);
}

/** Truth values are never taken from something, as in torch, nor anything from them. */
function requireNumbers(left: Strided, right: Operand): void {
  const isTruth = typeof right === "object" ? right.dtype === "bool" : typeof right === "boolean";
  if (left.dtype === "bool" || isTruth) {
    throw new TypeError("sub: must be numbers, got truth values");
  }
}

/**
 * The elements of both operands as one kind and in one shape; an operand with a single element
 * keeps it single.
 */
export function align(
  subject: string,
  left: Strided,
  right: Operand,
  dtype: DType,
): { a: TypedArray; b: TypedArray; shape: readonly number[] } {
  const other = typeof right === "object" ? right : scalar(right);
  const shape = broadcastShape(subject, left.shape, other.shape);
  const spread = (x: Strided) => {
    const typed = x.dtype === dtype ? x : cast(x, dtype);
    return elements(sizeOf(x.shape) === 1 ? typed : broadcastTo(typed, shape));
  };
  return { a: spread(left), b: spread(other), shape };
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
function plainKind(value: number | bigint | boolean): "bool" | "int64" | "float32" {
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" || Number.isSafeInteger(value) ? "int64" : "float32";
}

/** A plain value as a tensor without dimensions. */
export function scalar(value: number | bigint | boolean): Strided {
  if (typeof value === "boolean") return dense("bool", Uint8Array.of(value ? 1 : 0), []);
  if (typeof value === "bigint") return dense("int64", BigInt64Array.of(toInt64(value)), []);
  return dense("float64", Float64Array.of(value), []);
}

/** One loop an operation: V8 runs these several times faster than calls through a table. */
function applyToFloats(operation: BinaryOperation, a: Floats, b: Floats, out: Floats): void {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const n = out.length;
  const x = (i: number) => a[i * stepA] as number;
  const y = (i: number) => b[i * stepB] as number;
  switch (operation) {
    case "add":
      for (let i = 0; i < n; i++) out[i] = x(i) + y(i);
      return;
    case "sub":
      for (let i = 0; i < n; i++) out[i] = x(i) - y(i);
      return;
    case "mul":
      for (let i = 0; i < n; i++) out[i] = x(i) * y(i);
      return;
    case "div":
      for (let i = 0; i < n; i++) out[i] = x(i) / y(i);
      return;
    case "maximum":
      for (let i = 0; i < n; i++) out[i] = Math.max(x(i), y(i));
      return;
    case "minimum":
      for (let i = 0; i < n; i++) out[i] = Math.min(x(i), y(i));
      return;
  }
}

const INTEGERS: Record<BinaryOperation, (a: bigint, b: bigint) => bigint> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  // biome-ignore lint/complexity/useMathMinMax: Math.max and Math.min do not take bigints
  maximum: (a, b) => (a > b ? a : b),
  // biome-ignore lint/complexity/useMathMinMax: Math.max and Math.min do not take bigints
  minimum: (a, b) => (a < b ? a : b),
  div: () => {
    throw new TypeError("div: integers are divided as floats");
  },
};

function applyToIntegers(
  operation: BinaryOperation,
  a: BigInt64Array,
  b: BigInt64Array,
  out: BigInt64Array,
): void {
  const apply = INTEGERS[operation];
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  for (let i = 0; i < out.length; i++) {
    out[i] = apply(a[i * stepA] as bigint, b[i * stepB] as bigint);
  }
}
