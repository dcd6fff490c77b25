import { CHUNK_LENGTH, chunkAddress, heapF32, type WasmExports } from "../../wasm/index.ts";
import type { FloatSpan } from "./float-span.ts";
import type { Storage } from "./storage.ts";

/** A matrix whose rows are numbers side by side, or, as a single, one number each. */
interface Matrix {
  readonly storage: Storage<Float32Array>;
  readonly offset: number;
  /** How many numbers apart the rows start; 0 repeats the first. */
  readonly rowStep: number;
}

/** What an operation on rows reads, and the run that it writes. */
interface Operands {
  readonly full: Matrix;
  readonly other: Matrix;
  /** `other` has one number a row. */
  readonly single: boolean;
  readonly out: FloatSpan;
  readonly rows: number;
  /** Numbers of a row. */
  readonly n: number;
}

/** Shorter rows are copied number by number. */
const SHORT = 16;

/**
 * Runs an operation on rows, as `inChunks` does: what is no block of an arena goes through the module's
 * memory, as many rows at a time as fit there, or a part of one.
 *
 * @param run takes `(a, rowA, b, rowB, out, rowOut, rows, n)`: addresses, and bytes between rows
 */
export function inBlocks(
  wasm: WasmExports,
  { full, other, single, out, rows, n }: Operands,
  run: (...numbers: number[]) => void,
): void {
  const { address } = out.storage;
  const direct = [full, other, out].every(({ storage }) => storage.address !== undefined);
  const height = direct ? rows : Math.max(1, Math.floor(CHUNK_LENGTH / n));
  const width = direct ? n : Math.min(n, CHUNK_LENGTH);
  for (let row = 0; row < rows; row += height) {
    for (let column = 0; column < n; column += width) {
      const part = {
        row,
        column,
        rows: Math.min(height, rows - row),
        n: Math.min(width, n - column),
      };
      const at = row * n + column;
      const [a, rowA] = place(wasm, full, part, chunkAddress(0));
      const [b, rowB] = single
        ? placeSingles(wasm, other, part, chunkAddress(1))
        : place(wasm, other, part, chunkAddress(1));
      const to = address === undefined ? chunkAddress(2) : address + (out.offset + at) * 4;
      run(a, rowA, b, rowB, to, n * 4, part.rows, part.n);
      if (address === undefined) {
        const heap = heapF32(wasm);
        const count = part.rows * part.n;
        out.storage.data.set(heap.subarray(to / 4, to / 4 + count), out.offset + at);
      }
    }
  }
}

interface Part {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly n: number;
}

/** Where part of a matrix is, in bytes, and how far apart its rows are; copied to `chunk` if need be. */
function place(
  wasm: WasmExports,
  { storage, offset, rowStep }: Matrix,
  { row, column, rows, n }: Part,
  chunk: number,
): [address: number, rowBytes: number] {
  const from = offset + row * rowStep + column;
  if (storage.address !== undefined) return [storage.address + from * 4, rowStep * 4];
  const heap = heapF32(wasm);
  const { data } = storage;
  const to = chunk / 4;
  if (rowStep === 0 || rows === 1) {
    heap.set(data.subarray(from, from + n), to);
    return [chunk, 0];
  }
  if (rowStep === n) {
    heap.set(data.subarray(from, from + rows * n), to);
  } else if (n >= SHORT) {
    for (let i = 0; i < rows; i++) {
      const start = from + i * rowStep;
      heap.set(data.subarray(start, start + n), to + i * n);
    }
  } else {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < n; j++) heap[to + i * n + j] = data[from + i * rowStep + j] as number;
    }
  }
  return [chunk, n * 4];
}

/** The same of a matrix of single numbers. */
function placeSingles(
  wasm: WasmExports,
  { storage, offset, rowStep }: Matrix,
  { row, rows }: Part,
  chunk: number,
): [address: number, rowBytes: number] {
  const from = offset + row * rowStep;
  if (storage.address !== undefined) return [storage.address + from * 4, rowStep * 4];
  const heap = heapF32(wasm);
  const { data } = storage;
  if (rowStep === 0) {
    heap[chunk / 4] = data[from] as number;
    return [chunk, 0];
  }
  for (let i = 0; i < rows; i++) heap[chunk / 4 + i] = data[from + i * rowStep] as number;
  return [chunk, 4];
}
