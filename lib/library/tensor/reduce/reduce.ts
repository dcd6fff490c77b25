import { cast } from "../cast.ts";
import { toDType } from "../copy.ts";
import { type Dims, dimensions } from "../dims.ts";
import { allocate, type DType, isFloating, type TypedArray } from "../dtype.ts";
import { part } from "../elementwise/broadcast.ts";
import { freshFloats } from "../memory/index.ts";
import { bits } from "../move-elements.ts";
import { permute } from "../shape/shape.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { settleExtremeZeros } from "./extreme-zeros.ts";
import { type Split, wasmExtremes, wasmSums } from "./wasm-rows.ts";

type Floats = Float32Array | Float64Array;

/** Whether a reduced dimension stays, with length 1. */
export interface Reduction {
  keepdim?: boolean;
}

/** The sum over `dims`; integers and truth values add up as int64. */
export function sum(x: Strided, dims: Dims | undefined, keepdim: boolean): Strided {
  if (isFloating(x.dtype)) return reduceRows("sum", x, { dims, keepdim, dtype: x.dtype }, sums);
  return reduceRows("sum", x, { dims, keepdim, dtype: "int64" }, sumsOfIntegers);
}

/** The mean over `dims`, as the rounded sum divided by the count. */
export function mean<D extends DType>(
  x: Strided<D>,
  dims: Dims | undefined,
  keepdim: boolean,
): Strided<D> {
  requireFloats("mean", x);
  const { dtype } = x;
  const round = dtype === "float32" ? Math.fround : (value: number) => value;
  return reduceRows("mean", x, { dims, keepdim, dtype }, (data, split, { out, n }) => {
    sums(data, split, { out, n });
    const values = out as Floats;
    for (let i = 0; i < values.length; i++) values[i] = round(values[i] as number) / n;
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
    { dims, keepdim, dtype: x.dtype },
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
  return reduceRows(which, x, { dims, keepdim, dtype: x.dtype }, (input, split, rows) => {
    const quick = wasmExtremes(which, input, split);
    if (quick) (rows.out as Float32Array).set(quick);
    else extremes(which)(input, split, rows);
    if (isFloating(input.dtype)) {
      settleExtremeZeros(rows.out as Floats, input as Strided<"float32" | "float64">, split);
    }
  });
}

const extremes = (which: "max" | "min") =>
  each(
    (data: Floats | BigInt64Array, start, n) =>
      data[start + rowExtreme(which, data, start, n)] as number | bigint,
  );

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
    { dims: dim, keepdim, dtype: "int64" },
    each((data: Floats | BigInt64Array, start, n) => BigInt(rowExtreme(which, data, start, n))),
  );
}

/** Whether all, or any, over `dims` are nonzero. */
export function truth(
  which: "all" | "any",
  x: Strided,
  dims: Dims | undefined,
  keepdim: boolean,
): Strided<"bool"> {
  // Elsewhere an empty list means all dimensions; in torch it does not for these two.
  if (Array.isArray(dims) && dims.length === 0) return cast(x, "bool");
  const bits = x.dtype === "bool" ? x : cast(x, "bool");
  return reduceRows(
    which,
    bits,
    { dims, keepdim, dtype: "bool" },
    each((data: Uint8Array, start, n) => {
      const row = data.subarray(start, start + n);
      return (which === "all" ? !row.includes(0) : row.includes(1)) ? 1 : 0;
    }),
  );
}

/** Where the results of a reduction go, one for each row of n numbers. */
interface Rows {
  readonly out: TypedArray;
  readonly n: number;
}

/** Reduces x over the reduced dimensions. */
type Reducer = (x: Strided, split: Split, rows: Rows) => void;

/** A reduction of rows, `data[start]` to `data[start + n - 1]`, each to one value. */
function each<A>(row: (data: A, start: number, n: number) => number | bigint): Reducer {
  return (x, { kept, reduced }, { out, n }) => {
    const data = elements(permute(x, [...kept, ...reduced])) as A;
    for (let i = 0; i < out.length; i++) out[i] = row(data, i * n, n) as never;
  };
}

const plainSums = each(rowSum);

/** So many numbers are not laid out in memory only because they repeat. */
const MANY = 0x1000000;

/** x without its repeats along `dims`, and how often it repeats there: once if it is not large. */
function repeats(x: Strided, dims: readonly number[]): { once: Strided; times: number } {
  if (sizeOf(x.shape) < MANY) return { once: x, times: 1 };
  const isRepeat = (d: number) => dims.includes(d) && x.strides[d] === 0;
  const shape = x.shape.map((length, d) => (isRepeat(d) ? 1 : length));
  return { once: { ...part(x), shape }, times: sizeOf(x.shape) / sizeOf(shape) };
}

const plainSumsOfIntegers = each(rowSumOfIntegers);

function sumsOfIntegers(x: Strided, split: Split, { out, n }: Rows): void {
  const { once, times } = repeats(x, split.reduced);
  plainSumsOfIntegers(toDType(once, "int64"), split, { out, n: n / times });
  for (let i = 0; i < out.length; i++) out[i] = ((out[i] as bigint) * BigInt(times)) as never;
}

/** Sums, by WebAssembly where that is faster. */
function sums(x: Strided, split: Split, rows: Rows): void {
  const { once, times } = repeats(x, split.reduced);
  if (times > 1) {
    const { out, n } = rows;
    const wide = new Float64Array(out.length);
    sums(cast(once, "float64"), split, { out: wide, n: n / times });
    for (let i = 0; i < out.length; i++) out[i] = (wide[i] as number) * times;
    return;
  }
  const quick = wasmSums(x, split);
  if (quick) (rows.out as Floats).set(quick);
  else plainSums(x, split, rows);
}

/** Reduces over `dims`, and gives the result its shape. */
function reduceRows<R extends DType>(
  subject: string,
  x: Strided,
  { dims, keepdim, dtype }: { dims: Dims | undefined; keepdim: boolean; dtype: R },
  reducer: Reducer,
): Strided<R> {
  const gone = dimensions(subject, dims, x.shape.length);
  const all = x.shape.map((_, d) => d);
  const kept = all.filter((d) => !gone.has(d));
  const reduced = all.filter((d) => gone.has(d));
  const count = sizeOf(kept.map((d) => x.shape[d] as number));
  const n = sizeOf(reduced.map((d) => x.shape[d] as number));
  if (n === 0 && count > 0 && /max|min/.test(subject)) {
    throw new RangeError(
      `${subject}: must have elements to reduce, got shape [${x.shape.join(", ")}]`,
    );
  }
  const out: TypedArray =
    dtype === "float32" ? freshFloats(count) : allocate(dtype as DType, count);
  reducer(x, { kept, reduced }, { out, n });
  const shape = keepdim
    ? x.shape.map((length, d) => (gone.has(d) ? 1 : length))
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

/** In an array, where V8 keeps the sum as 64 bits, which wrap around as torch's do. */
function rowSumOfIntegers(data: BigInt64Array, start: number, n: number): bigint {
  const total = new BigInt64Array(1);
  for (let i = start; i < start + n; i++) total[0] = (total[0] as bigint) + (data[i] as bigint);
  return total[0] as bigint;
}

function rowExtreme(
  which: "max" | "min",
  data: Floats | BigInt64Array,
  start: number,
  n: number,
): number {
  if (data instanceof BigInt64Array) return rowExtremeOfIntegers(which, data, start, n);
  let best = 0;
  for (let i = 0; i < n; i++) {
    const value = data[start + i] as number;
    const held = data[start + best] as number;
    if (Number.isNaN(held)) break;
    if (Number.isNaN(value) || (which === "max" ? value > held : value < held)) best = i;
  }
  return best;
}

/** By the two words of each. */
function rowExtremeOfIntegers(
  which: "max" | "min",
  data: BigInt64Array,
  start: number,
  n: number,
): number {
  const words = bits(data);
  // What turns all bits turns the order.
  const flip = which === "max" ? 0 : -1;
  let best = 0;
  let [high, low] = [Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < n; i++) {
    const word = (words[2 * (start + i) + 1] as number) ^ flip;
    if (word < high) continue;
    const rest = ((words[2 * (start + i)] as number) ^ flip) >>> 0;
    if (word === high && rest <= low) continue;
    [high, low, best] = [word, rest, i];
  }
  return best;
}

function requireFloats(subject: string, { dtype }: Strided): void {
  if (!isFloating(dtype)) throw new TypeError(`${subject}: must be floats, got ${dtype}`);
}
