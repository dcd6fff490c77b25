import { heapF32, type WasmExports, wasmExports } from "../../wasm/index.ts";
import { allocateBytes, mark, release, Storage } from "../memory/index.ts";
import { type Strided, sizeOf } from "../strided.ts";

type Floats = Float32Array | Float64Array;

/** What multiplies matrices of one kind of number. */
interface Kernel {
  readonly bytes: number;
  readonly scratch: (n: number) => number;
  readonly multiply: (...numbers: number[]) => void;
  heap(): Floats;
}

/** A matrix of a batch in a storage; its element (i, j) stands `i · rowStep + j · columnStep` numbers on. */
interface Matrix {
  readonly storage: Storage<Floats>;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/**
 * The products of two batches of float32 or float64 matrices of one shape, with every sum in the order
 * of the inner index, product and sum each rounded; transposed views are read as they are.
 */
export function wasmMatmul(a: Strided, b: Strided): Storage<Floats> | undefined {
  const wasm = wasmExports();
  const kernel = wasm && a.dtype === b.dtype && kernelFor(wasm, a);
  const [m = 0, inner = 0] = a.shape.slice(-2);
  const n = b.shape.at(-1) ?? 0;
  const batch = a.shape.slice(0, -2);
  const count = sizeOf(batch);
  if (!wasm || !kernel || m * inner * n * count === 0) return undefined;
  const length = m * n;
  const result: Storage<Floats> =
    a.dtype === "float32"
      ? Storage.floats(count * length)
      : new Storage(new Float64Array(count * length));
  const at = batch.map(() => 0);
  for (let i = 0; i < count; i++) {
    const out = { storage: result, offset: i * length, length };
    if (!product(wasm, kernel, [matrixAt(a, at), matrixAt(b, at)], out)) return undefined;
    for (let d = batch.length - 1; d >= 0; d--) {
      at[d] = (at[d] as number) + 1;
      if ((at[d] as number) < (batch[d] as number)) break;
      at[d] = 0;
    }
  }
  return result;
}

function kernelFor(wasm: WasmExports, { dtype }: Strided): Kernel | undefined {
  if (dtype === "float32") {
    const { matmul: multiply, matmulScratch: scratch } = wasm;
    return { bytes: 4, scratch, multiply, heap: () => heapF32(wasm) };
  }
  if (dtype !== "float64") return undefined;
  const { matmulOfDoubles: multiply, matmulOfDoublesScratch: scratch } = wasm;
  return { bytes: 8, scratch, multiply, heap: () => new Float64Array(wasm.memory.buffer) };
}

function matrixAt({ storage, offset, shape, strides }: Strided, at: readonly number[]): Matrix {
  const [rows = 0, columns = 0] = shape.slice(-2);
  const [rowStep = 0, columnStep = 0] = strides.slice(-2);
  const start = at.reduce((sum, index, d) => sum + index * (strides[d] as number), offset);
  return {
    storage: storage as Storage as Storage<Floats>,
    offset: start,
    rows,
    columns,
    rowStep,
    columnStep,
  };
}

/** One product into its place; false when the machine has no more memory. */
function product(
  wasm: WasmExports,
  { bytes, scratch, multiply, heap }: Kernel,
  [a, b]: readonly [Matrix, Matrix],
  out: { storage: Storage<Floats>; offset: number; length: number },
): boolean {
  const start = mark();
  try {
    const copyIn = ({ storage, offset, rows, columns, rowStep, columnStep }: Matrix) => {
      if (storage.address !== undefined) return storage.address + offset * bytes;
      const length = (rows - 1) * rowStep + (columns - 1) * columnStep + 1;
      const address = allocateBytes(wasm, length * bytes);
      if (address === undefined) return undefined;
      heap().set(storage.data.subarray(offset, offset + length), address / bytes);
      return address;
    };
    const space = allocateBytes(wasm, scratch(b.columns));
    const from = copyIn(a);
    const by = copyIn(b);
    const { address } = out.storage;
    const to =
      address === undefined
        ? allocateBytes(wasm, out.length * bytes)
        : address + out.offset * bytes;
    if (space === undefined || from === undefined || by === undefined || to === undefined) {
      return false;
    }
    const steps = ({ rowStep, columnStep }: Matrix) => [rowStep * bytes, columnStep * bytes];
    multiply(from, ...steps(a), by, ...steps(b), to, a.rows, a.columns, b.columns, space);
    if (address === undefined) {
      const first = to / bytes;
      out.storage.data.set(heap().subarray(first, first + out.length), out.offset);
    }
    return true;
  } finally {
    release(start);
  }
}
