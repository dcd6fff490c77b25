import { whole } from "./elementwise.ts";
import { kernels } from "./kernels.ts";
import { mark, release, take } from "./memory.ts";
import { collect, placed } from "./placed.ts";
import { type Floats, Storage } from "./storage.ts";

/** A matrix in memory; its element (i, j) stands `i · rowStride + j · columnStride` numbers on. */
export interface Matrix extends Floats {
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Lengths of an m by inner matrix times an inner by n one, all at least 1. */
export interface Lengths {
  readonly m: number;
  readonly inner: number;
  readonly n: number;
}

/**
 * The m by n product of two matrices, with every sum in the order of the inner index, product and
 * sum each rounded. Undefined where plain loops must work.
 */
export function matmul(a: Matrix, b: Matrix, lengths: Lengths): Storage<Float32Array> | undefined {
  const exports = kernels();
  if (!exports) return undefined;
  const { m, inner, n } = lengths;
  const result = Storage.floats(m * n);
  const start = mark();
  try {
    const scratch = take(exports, exports.matmulScratch(n));
    const left = placed(exports, a);
    const right = placed(exports, b);
    const out = result.address ?? take(exports, m * n * 4);
    if (scratch === undefined || left === undefined || right === undefined || out === undefined) {
      return undefined;
    }
    exports.matmul(
      left,
      a.rowStride * 4,
      a.columnStride * 4,
      right,
      b.rowStride * 4,
      b.columnStride * 4,
      out,
      m,
      inner,
      n,
      scratch,
    );
    collect(exports, whole(result), out);
    return result;
  } finally {
    release(start);
  }
}
