import { cast } from "../cast.ts";
import { allocate, type TypedArray } from "../dtype.ts";
import { broadcastShape, broadcastTo, part } from "../elementwise/broadcast.ts";
import { requireTensor } from "../operand.ts";
import { dense, elements, isContiguous, rowMajor, type Strided, sizeOf } from "../strided.ts";
import { wasmMatmul } from "./wasm-matmul.ts";

/**
 * The matrix product. A vector on the left is a row, on the right a column; more than two
 * dimensions are batches, which broadcast.
 *
 * @throws {RangeError} naming both shapes when the inner lengths differ
 * @throws {TypeError} naming both kinds when they differ, and for truth values
 */
export function matmul(a: Strided, b: Strided): Strided {
  requireTensor("matmul", b);
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [m = 0, inner = 0] = left.slice(-2);
  const [depth = 0, n = 0] = right.slice(-2);
  if (a.shape.length === 0 || b.shape.length === 0 || inner !== depth) {
    throw new RangeError(
      `matmul: the inner lengths must be equal, got [${a.shape.join(", ")}] and [${b.shape.join(", ")}]`,
    );
  }
  if (a.dtype !== b.dtype) {
    throw new TypeError(`matmul: kinds must be equal, got ${a.dtype} and ${b.dtype}`);
  }
  const batch = broadcastShape("matmul", left.slice(0, -2), right.slice(0, -2));
  const { dtype } = a;
  const isBatch = batch.length > 0;
  const [first, second] = [matrices(a, left), matrices(b, right)];
  const x = isBatch ? broadcastTo(first, [...batch, m, inner]) : first;
  const y = isBatch ? broadcastTo(second, [...batch, inner, n]) : second;
  const shape = [...batch];
  if (a.shape.length > 1) shape.push(m);
  if (b.shape.length > 1) shape.push(n);
  // One matrix on the right of many that follow each other multiplies them as one.
  const isOne = isBatch && right.length === 2 && isContiguous(x);
  const quick = isOne ? wasmMatmul(rows(x, [sizeOf(batch) * m, inner]), second) : wasmMatmul(x, y);
  if (quick) return dense(dtype, quick as never, shape);
  const [p, q] = [elements(x), elements(y)];
  if (dtype === "int64") {
    // Where float64 holds each product and each sum as it is, that is far faster.
    const [f, g] = [cast(a, "float64"), cast(b, "float64")];
    const most = largest(f) * largest(g) * inner;
    if (most <= Number.MAX_SAFE_INTEGER) return cast(matmul(f, g), dtype);
  }
  const out = allocate(dtype, sizeOf(batch) * m * n);
  for (let i = 0; i < sizeOf(batch); i++) {
    product(
      p.subarray(i * m * inner, (i + 1) * m * inner),
      q.subarray(i * inner * n, (i + 1) * inner * n),
      out.subarray(i * m * n, (i + 1) * m * n),
      { m, inner, n },
    );
  }
  return dense(dtype, out, shape);
}

function largest(x: Strided<"float64">): number {
  return elements(x).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The operand as matrices: a vector has got its second dimension. */
function matrices(x: Strided, shape: readonly number[]): Strided {
  if (x.shape.length > 1) return x;
  const [stride = 1] = x.strides;
  return { ...part(x), shape, strides: [stride, stride] };
}

function rows(x: Strided, shape: readonly number[]): Strided {
  return { ...part(x), shape, strides: rowMajor(shape) };
}

/** Lengths of an m by inner matrix times an inner by n one. */
interface Lengths {
  m: number;
  inner: number;
  n: number;
}

function product(a: TypedArray, b: TypedArray, out: TypedArray, lengths: Lengths): void {
  if (a instanceof Float32Array) productOfFloats32(a, b as Float32Array, out as never, lengths);
  else if (a instanceof Float64Array) productOfFloats64(a, b as never, out as never, lengths);
  else if (a instanceof BigInt64Array) productOfIntegers(a, b as never, out as never, lengths);
  else throw new TypeError("matmul: must be numbers, got truth values");
}

/**
 * Every sum runs over the inner index from 0 upwards, product and sum each rounded to float32.
 * The inner loop walks rows of b and of the result, in the order of memory.
 */
function productOfFloats32(
  a: Float32Array,
  b: Float32Array,
  out: Float32Array,
  { m, inner, n }: Lengths,
): void {
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k] as number;
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        out[at] = (out[at] as number) + Math.fround(factor * (b[k * n + j] as number));
      }
    }
  }
}

function productOfFloats64(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  { m, inner, n }: Lengths,
): void {
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k] as number;
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        out[at] = (out[at] as number) + factor * (b[k * n + j] as number);
      }
    }
  }
}

function productOfIntegers(
  a: BigInt64Array,
  b: BigInt64Array,
  out: BigInt64Array,
  { m, inner, n }: Lengths,
): void {
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k] as bigint;
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        const term = BigInt.asIntN(64, factor * (b[k * n + j] as bigint));
        out[at] = BigInt.asIntN(64, (out[at] as bigint) + term);
      }
    }
  }
}
