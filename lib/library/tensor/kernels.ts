import {
  addRow,
  type BinaryOperation,
  binary,
  binaryScalar,
  type Floats,
  matmul,
  relu,
  reluGradient,
  sqrt,
  sum,
  sumRows,
} from "../simd/index.ts";
import { dense, isContiguous, type Strided, sizeOf } from "./strided.ts";

// What the SIMD kernels can do of the operations beside this file, with the same bits. Everything
// here gives undefined for what is left to the plain loops, which stay the reference.

/** a op b for float32 without gaps, of one shape or with a plain number on the right. */
export function binaryByKernel(
  operation: BinaryOperation,
  left: Strided,
  right: Strided | number | bigint | boolean,
): Strided<"float32"> | undefined {
  const a = floats(left);
  if (!a) return commuted(operation, left, right);
  const scalar = typeof right === "object" ? repeated(right, left.shape) : right;
  if (typeof scalar === "number") {
    return wrapped(binaryScalar(operation, { a, scalar }), left);
  }
  const b = typeof right === "object" ? floats(right) : undefined;
  if (!b || typeof right !== "object") return undefined;
  if (sameShape(left, right)) return wrapped(binary(operation, { a, b }), left);
  return operation === "add" && isRow(left, right) ? wrapped(addRow(a, b), left) : undefined;
}

/** max(x, 0) for float32 without gaps. */
export function reluByKernel(x: Strided): Strided<"float32"> | undefined {
  const a = floats(x);
  return a && wrapped(relu({ a }), x);
}

/** Square roots for float32 without gaps. */
export function sqrtByKernel(x: Strided): Strided<"float32"> | undefined {
  const a = floats(x);
  return a && wrapped(sqrt({ a }), x);
}

/** The gradient of a ReLU for float32 without gaps, of one shape. */
export function reluGradientByKernel(
  gradient: Strided,
  output: Strided,
): Strided<"float32"> | undefined {
  const a = floats(gradient);
  const b = sameShape(gradient, output) ? floats(output) : undefined;
  return a && b && wrapped(reluGradient(a, b), output);
}

/** The sum over the first `count` dimensions of float32 without gaps, some of them. */
export function sumOfFirstByKernel(x: Strided, count: number): Strided<"float32"> | undefined {
  const a = floats(x);
  if (!a || a.length === 0) return undefined;
  const shape = x.shape.slice(count);
  const total = sumRows(a, sizeOf(x.shape.slice(0, count)));
  return total && dense("float32", total, shape);
}

/** Sums of float32 rows of `n` numbers, one for each row of x. */
export function sumByKernel(x: Strided): ((start: number, n: number) => number) | undefined {
  const a = floats(x);
  if (!a || sum({ ...a, length: 0 }) === undefined) return undefined;
  return (start, n) => sum({ storage: a.storage, offset: a.offset + start, length: n }) as number;
}

/** The product of two float32 matrices; transposed views are read as they are. */
export function productByKernel(a: Strided, b: Strided): Strided<"float32"> | undefined {
  const left = matrix(a);
  const right = matrix(b);
  if (!left || !right) return undefined;
  const [m = 0, inner = 0] = a.shape;
  const n = b.shape[1] ?? 0;
  if (m * inner * n === 0) return undefined;
  const product = matmul(left, right, { m, inner, n });
  return product && dense("float32", product, [m, n]);
}

function matrix(x: Strided) {
  const [rowStride, columnStride] = x.strides;
  if (!isFloat32(x) || rowStride === undefined || columnStride === undefined) return undefined;
  if (x.shape.length !== 2) return undefined;
  const [rows = 0, columns = 0] = x.shape;
  const length = rows * columns && (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
  return { storage: x.storage, offset: x.offset, length, rowStride, columnStride };
}

function floats(x: Strided): Floats | undefined {
  if (!isFloat32(x) || !isContiguous(x)) return undefined;
  return { storage: x.storage, offset: x.offset, length: sizeOf(x.shape) };
}

function isFloat32(x: Strided): x is Strided<"float32"> {
  return x.dtype === "float32";
}

function sameShape(a: Strided, b: Strided): boolean {
  return a.shape.length === b.shape.length && a.shape.every((length, d) => length === b.shape[d]);
}

/** One number repeated on the left, such as the gradient of a sum, may as well stand on the right. */
function commuted(
  operation: BinaryOperation,
  left: Strided,
  right: Strided | number | bigint | boolean,
): Strided<"float32"> | undefined {
  if ((operation !== "add" && operation !== "mul") || typeof right !== "object") return undefined;
  const fits = floats(right) && repeated(left, right.shape) !== undefined;
  return fits ? binaryByKernel(operation, right, left) : undefined;
}

/** The only number that a float32 holds, where its shape broadcasts to `shape`. */
function repeated(x: Strided, shape: readonly number[]): number | undefined {
  const added = shape.length - x.shape.length;
  if (!isFloat32(x) || x.storage.length !== 1 || added < 0) return undefined;
  const fits = x.shape.every((length, d) => length === 1 || length === shape[added + d]);
  return fits ? x.storage.data[x.offset] : undefined;
}

/** True when b repeats along the first dimensions of a, and is not empty. */
function isRow(a: Strided, b: Strided): boolean {
  const added = a.shape.length - b.shape.length;
  return added > 0 && sizeOf(b.shape) > 0 && b.shape.every((l, d) => l === a.shape[added + d]);
}

function wrapped(
  storage: Floats["storage"] | undefined,
  { shape }: Strided,
): Strided<"float32"> | undefined {
  return storage && dense("float32", storage, shape);
}
