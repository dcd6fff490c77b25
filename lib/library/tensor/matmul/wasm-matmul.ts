import { wasmExports } from "../../wasm/index.ts";
import {
  allocateBytes,
  copyIn,
  copyOut,
  type FloatSpan,
  mark,
  release,
  Storage,
  wholeSpan,
} from "../memory/index.ts";
import { dense, type Strided } from "../strided.ts";

/** A matrix in memory; its element (i, j) stands `i · rowStride + j · columnStride` numbers on. */
interface Matrix extends FloatSpan {
  readonly rowStride: number;
  readonly columnStride: number;
}

/**
 * The product of two float32 matrices, with every sum in the order of the inner index, product and
 * sum each rounded; transposed views are read as they are.
 */
export function wasmMatmul(a: Strided, b: Strided): Strided<"float32"> | undefined {
  const wasm = wasmExports();
  const left = wasm && matrix(a);
  const right = left && matrix(b);
  if (!right) return undefined;
  const [m = 0, inner = 0] = a.shape;
  const n = b.shape[1] ?? 0;
  if (m * inner * n === 0) return undefined;
  const result = Storage.floats(m * n);
  const start = mark();
  try {
    const scratch = allocateBytes(wasm, wasm.matmulScratch(n));
    const from = copyIn(wasm, left);
    const by = copyIn(wasm, right);
    const out = result.address ?? allocateBytes(wasm, m * n * 4);
    if (scratch === undefined || from === undefined || by === undefined || out === undefined) {
      return undefined;
    }
    wasm.matmul(
      from,
      left.rowStride * 4,
      left.columnStride * 4,
      by,
      right.rowStride * 4,
      right.columnStride * 4,
      out,
      m,
      inner,
      n,
      scratch,
    );
    copyOut(wasm, wholeSpan(result), out);
  } finally {
    release(start);
  }
  return dense("float32", result, [m, n]);
}

function matrix(x: Strided): Matrix | undefined {
  const [rowStride, columnStride] = x.strides;
  if (x.dtype !== "float32" || rowStride === undefined || columnStride === undefined) return;
  if (x.shape.length !== 2) return;
  const [rows = 0, columns = 0] = x.shape;
  const length = rows * columns && (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
  const { storage, offset } = x as Strided<"float32">;
  return { storage, offset, length, rowStride, columnStride };
}
