import {
  CHUNK_LENGTH,
  chunkAddress,
  ELEMENTWISE,
  heapF32,
  LANES,
  ONCE,
  type WasmExports,
  wasmExports,
} from "../../wasm/index.ts";
import { allocateBytes, copyIn, type FloatSpan, inChunks, mark, release } from "../memory/index.ts";
import { permute } from "../shape/shape.ts";
import { dense, elements, floatSpan, isFloat32, type Strided, sizeOf } from "../strided.ts";

/** Fewer numbers are added up faster than WebAssembly is called. */
const FEW = 128;

/** Which dimensions a reduction takes away, and which it keeps. */
export interface Split {
  readonly kept: readonly number[];
  readonly reduced: readonly number[];
}

/** A float32 tensor as what is reduced: rows that lie together, or columns. */
interface Matrix {
  readonly span: FloatSpan;
  readonly count: number;
  readonly n: number;
  readonly byColumns: boolean;
}

/**
 * The sums over the reduced dimensions of a float32 tensor, in float64, for the kept ones in row-major
 * order: number i goes to partial sum i mod 4, and the four are added in pairs.
 */
export function wasmSums(x: Strided, split: Split): Float64Array | undefined {
  const wasm = wasmExports();
  const matrix = wasm && matrixOf(x, split);
  if (!matrix) return undefined;
  const { span, count, n, byColumns } = matrix;
  if (byColumns) return sumsOfColumns(wasm, matrix);
  const sums = new Float64Array(count);
  if (n > CHUNK_LENGTH) {
    for (let i = 0; i < count; i++) {
      sums[i] = wasmSum(wasm, { ...span, offset: span.offset + i * n, length: n });
    }
    return sums;
  }
  inRows(wasm, matrix, 8, (from, to, at, rows) => {
    wasm.sumEachRow(from, to, rows, n);
    sums.set(new Float64Array(heapF32(wasm).buffer, to, rows), at);
  });
  return sums;
}

/** The float64 sum of the numbers, in the same order. */
export function wasmSum(wasm: WasmExports, a: FloatSpan): number {
  const lanes = new Float64Array(heapF32(wasm).buffer, LANES, 4).fill(0);
  inChunks(wasm, { inputs: [a], outputs: [] }, ([x = 0], count) =>
    wasm.accumulate(LANES, x, count),
  );
  const [first = 0, second = 0, third = 0, fourth = 0] = lanes;
  return first + second + (third + fourth);
}

/** The largest or smallest over the reduced dimensions; NaN wins, and of 0 and -0 either may be given. */
export function wasmExtremes(
  which: "max" | "min",
  x: Strided,
  split: Split,
): Float32Array | undefined {
  const wasm = wasmExports();
  const matrix = wasm && matrixOf(x, split);
  if (!matrix || (matrix.byColumns && matrix.count > CHUNK_LENGTH)) return undefined;
  const { span, count, n, byColumns } = matrix;
  const out = new Float32Array(count);
  if (n > CHUNK_LENGTH && !byColumns) {
    for (let i = 0; i < count; i++) {
      let best = which === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      for (let at = 0; at < n; at += CHUNK_LENGTH) {
        const length = Math.min(CHUNK_LENGTH, n - at);
        const piece = { ...span, offset: span.offset + i * n + at };
        inRows(wasm, { span: piece, count: 1, n: length, byColumns }, 4, (from, to) => {
          wasm.extremeEachRow(from, to, 1, length, which === "min" ? 1 : 0);
          best = Math[which](best, heapF32(wasm)[to / 4] as number);
        });
      }
      out[i] = best;
    }
  } else if (byColumns) {
    const best = chunkAddress(1);
    const operation = ELEMENTWISE[which === "max" ? "maximum" : "minimum"];
    inRows(wasm, { ...matrix, count: n, n: count }, 0, (from, _, at, rows) => {
      if (at === 0) heapF32(wasm).copyWithin(best / 4, from / 4, from / 4 + count);
      wasm.elementwise(operation, ONCE.neither, best, 0, from, count * 4, best, 0, rows, count);
    });
    out.set(heapF32(wasm).subarray(best / 4, best / 4 + count));
  } else {
    inRows(wasm, matrix, 4, (from, to, at, rows) => {
      wasm.extremeEachRow(from, to, rows, n, which === "min" ? 1 : 0);
      out.set(heapF32(wasm).subarray(to / 4, to / 4 + rows), at);
    });
  }
  return out;
}

function matrixOf(x: Strided, { kept, reduced }: Split): Matrix | undefined {
  if (!isFloat32(x) || sizeOf(x.shape) < FEW) return undefined;
  const count = sizeOf(kept.map((d) => x.shape[d] as number));
  const n = sizeOf(x.shape) / count;
  const rows = permute(x, [...kept, ...reduced]);
  const span = floatSpan(rows);
  if (span) return { span, count, n, byColumns: false };
  const columns = floatSpan(permute(x, [...reduced, ...kept]));
  if (columns) return { span: columns, count, n, byColumns: true };
  const copy = dense("float32", elements(rows), rows.shape);
  return { span: floatSpan(copy) as FloatSpan, count, n, byColumns: false };
}

/**
 * Runs a reduction over blocks of rows, each of at most a chunk, whose `bytes` a row of results it
 * finds at `to`.
 */
function inRows(
  wasm: WasmExports,
  { span: { storage, offset }, count, n }: Matrix,
  bytes: number,
  run: (from: number, to: number, at: number, rows: number) => void,
): void {
  const height = Math.min(Math.floor(CHUNK_LENGTH / Math.max(n, bytes / 4)), count);
  for (let at = 0; at < count; at += height) {
    const rows = Math.min(height, count - at);
    const start = offset + at * n;
    let from = chunkAddress(0);
    if (storage.address !== undefined) from = storage.address + start * 4;
    else heapF32(wasm).set(storage.data.subarray(start, start + rows * n), from / 4);
    run(from, chunkAddress(1), at, rows);
  }
}

function sumsOfColumns(wasm: WasmExports, { span, count, n }: Matrix): Float64Array | undefined {
  const start = mark();
  try {
    // One number more, since the last of an odd number of columns reads it.
    const from = copyIn(wasm, span);
    const to = allocateBytes(wasm, count * 8 + 8);
    if (from === undefined || to === undefined) return undefined;
    wasm.sumEachColumn(from, to, n, count);
    return new Float64Array(heapF32(wasm).buffer, to, count).slice();
  } finally {
    release(start);
  }
}
