import { cast } from "../cast.ts";
import { type Dims, dimensions } from "../dims.ts";
import { allocate, type DType, isFloating, type TypedArray } from "../dtype.ts";
import { permute } from "../shape/shape.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { wasmSumOfFirst } from "./wasm-rows.ts";
import { wasmRowSum } from "./wasm-sum.ts";

type Floats = Float32Array | Float64Array;

/** Whether a reduced dimension stays, with length 1. */
export interface Reduction {
  keepdim?: boolean;
}

/** Shorter rows are added up faster than WebAssembly is called. */
const WASM_ROW = 128;

/** The sum over `dims`; integers and truth values add up as int64. */
export function sum(x: Strided, dims: Dims | undefined, keepdim: boolean): Strided {
  const reduced = dimensions("sum", dims, x.shape.length);
  const areFirst = reduced.size < x.shape.length && [...reduced].every((d) => d < reduced.size);
  const quick = areFirst && !keepdim ? wasmSumOfFirst(x, reduced.size) : undefined;
  if (quick) return quick;
  if (isFloating(x.dtype)) return reduceRows("sum", x, dims, keepdim, x.dtype, summer);
  const integers = x.dtype === "int64" ? x : cast(x, "int64");
  return reduceRows("sum", integers, dims, keepdim, "int64", each(rowSumOfIntegers));
}

/** The mean over `dims`, as the rounded sum divided by the count. */
export function mean<D extends DType>(
  x: Strided<D>,
  dims: Dims | undefined,
  keepdim: boolean,
): Strided<D> {
  requireFloats("mean", x);
  const round = x.dtype === "float32" ? Math.fround : (value: number) => value;
  return reduceRows("mean", x, dims, keepdim, x.dtype, (rows, length) => {
    const add = summer(rows, length);
    return (start, n) => round(add(start, n)) / n;
  });
}

/** The variance over `dims`, divided by n - `correction`. */
export function variance<D extends DType>(
  x: Strided<D>,
  dims: Dims | undefined,
  { correction = 1, keepdim = false }: Reduction & { correction?: number },
): Strided<D> {
  requireFloats("var", x);
  return reduceRows(
    "var",
    x,
    dims,
    keepdim,
    x.dtype,
    each((data: Floats, start, n) => {
      const center = rowSum(data, start, n) / n;
      let total = 0;
      for (let i = start; i < start + n; i++) {
        const distance = (data[i] as number) - center;
        total += distance * distance;
      }
      return total / Math.max(n - correction, 0);
    }),
  );
}

/** The largest or smallest over `dims`; NaN wins. @throws {RangeError} without elements */
export function extreme<D extends DType>(
  which: "max" | "min",
  x: Strided<D>,
  dims: Dims | undefined,
  keepdim: boolean,
): Strided<D> {
  return reduceRows(
    which,
    x,
    dims,
    keepdim,
    x.dtype,
    each((data: Floats, start, n) => data[start + rowExtreme(which, data, start, n)] as number),
  );
}

/** Where the first extreme stands, along `dim` or in row-major order. */
export function argExtreme(
  which: "max" | "min",
  x: Strided,
  dim: number | undefined,
  keepdim: boolean,
): Strided<"int64"> {
  if (x.dtype === "bool") throw new TypeError(`arg${which}: must be numbers, got truth values`);
  return reduceRows(
    `arg${which}`,
    x,
    dim,
    keepdim,
    "int64",
    each((data: Floats, start, n) => BigInt(rowExtreme(which, data, start, n))),
  );
}

/** Whether all, or any, over `dims` are nonzero. */
export function truth(
  which: "all" | "any",
  x: Strided,
  dims: Dims | undefined,
  keepdim: boolean,
): Strided<"bool"> {
  const bits = x.dtype === "bool" ? x : cast(x, "bool");
  // Elsewhere an empty list means all dimensions; in torch it does not for these two.
  if (Array.isArray(dims) && dims.length === 0) return bits as Strided<"bool">;
  return reduceRows(
    which,
    bits,
    dims,
    keepdim,
    "bool",
    each((data: Uint8Array, start, n) => {
      const row = data.subarray(start, start + n);
      return (which === "all" ? !row.includes(0) : row.includes(1)) ? 1 : 0;
    }),
  );
}

/** A reduction of rows, `data[start]` to `data[start + n - 1]`, each to one value. */
function each<A>(row: (data: A, start: number, n: number) => number | bigint) {
  return (rows: Strided) => {
    const data = elements(rows);
    return (start: number, n: number) => row(data as A, start, n);
  };
}

/** The function that adds up rows of x, by WebAssembly where that is faster. */
function summer(x: Strided, n: number): (start: number, n: number) => number {
  const quick = n < WASM_ROW ? undefined : wasmRowSum(x);
  if (quick) return quick;
  const data = elements(x) as Floats;
  return (start, length) => rowSum(data, start, length);
}

/** Moves the reduced dimensions to the end, and reduces what are rows then. */
function reduceRows<R extends DType>(
  subject: string,
  x: Strided,
  dims: Dims | undefined,
  keepdim: boolean,
  dtype: R,
  reducer: (rows: Strided, n: number) => (start: number, n: number) => number | bigint,
): Strided<R> {
  const reduced = dimensions(subject, dims, x.shape.length);
  const kept = x.shape.map((_, d) => d).filter((d) => !reduced.has(d));
  const order = [...kept, ...x.shape.map((_, d) => d).filter((d) => reduced.has(d))];
  const rows = permute(x, order);
  const count = sizeOf(kept.map((d) => x.shape[d] as number));
  const n = sizeOf([...reduced].map((d) => x.shape[d] ?? 1));
  if (n === 0 && count > 0 && /max|min/.test(subject)) {
    throw new RangeError(
      `${subject}: must have elements to reduce, got shape [${x.shape.join(", ")}]`,
    );
  }
  const out: TypedArray = allocate(dtype as DType, count);
  const row = reducer(rows, n);
  for (let i = 0; i < count; i++) out[i] = row(i * n, n) as never;
  const shape = keepdim
    ? x.shape.map((length, d) => (reduced.has(d) ? 1 : length))
    : kept.map((d) => x.shape[d] as number);
  return dense(dtype, out as never, shape);
}

/**
 * Four partial sums in float64, taken in turn and added in pairs at the end; this order is what a
 * loop of vectors must keep to give the same bits.
 */
function rowSum(data: Floats, start: number, n: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const end = start + n;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    a += data[i] as number;
    b += data[i + 1] as number;
    c += data[i + 2] as number;
    d += data[i + 3] as number;
  }
  if (i < end) a += data[i] as number;
  if (i + 1 < end) b += data[i + 1] as number;
  if (i + 2 < end) c += data[i + 2] as number;
  return a + b + (c + d);
}

function rowSumOfIntegers(data: BigInt64Array, start: number, n: number): bigint {
  let total = 0n;
  for (let i = start; i < start + n; i++) total += data[i] as bigint;
  return total;
}

function rowExtreme(which: "max" | "min", data: Floats, start: number, n: number): number {
  let best = 0;
  for (let i = 0; i < n; i++) {
    const value = data[start + i] as number;
    const held = data[start + best] as number;
    if (Number.isNaN(held)) break;
    if (Number.isNaN(value) || (which === "max" ? value > held : value < held)) best = i;
  }
  return best;
}

function requireFloats(subject: string, { dtype }: Strided): void {
  if (!isFloating(dtype)) throw new TypeError(`${subject}: must be floats, got ${dtype}`);
}
