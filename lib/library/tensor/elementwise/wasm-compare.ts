import { CHUNK_LENGTH, chunkAddress, heapF32, SCALAR, wasmExports } from "../../wasm/index.ts";
import type { MemoryOrder } from "../layout.ts";
import { type FloatSpan, inChunks, Storage, wholeSpan } from "../memory/index.ts";
import { elements, floatSpan, isFloat32, type Strided, sizeOf } from "../strided.ts";

/** What `compare` of the module is asked for. */
const WHICH = { lt: 1, eq: 2, le: 3, ne: 6 };

/** Whether each pair of float32 numbers is so, in the given order; one number counts for all. */
export function wasmCompare(
  comparison: keyof typeof WHICH,
  a: Strided,
  b: Strided,
  order: MemoryOrder,
): Uint8Array | undefined {
  const wasm = wasmExports();
  if (!wasm || !isFloat32(a) || !isFloat32(b)) return undefined;
  const out = new Uint8Array(sizeOf(order.lengths));
  const isOne = (x: Strided) => out.length > 1 && sizeOf(x.shape) === 1;
  const one = isOne(a) ? a : isOne(b) ? b : undefined;
  const inputs = (one ? [one === a ? b : a] : [a, b]).map((x) => spanIn(order, x));
  const number = one && (elements(one)[0] as number);
  const to = chunkAddress(2);
  let at = 0;
  inChunks(wasm, { inputs, outputs: [] }, ([first = 0, second = 0], count) => {
    const heap = heapF32(wasm);
    if (number !== undefined) heap.fill(number, SCALAR / 4, SCALAR / 4 + 4);
    const [stepA, stepB] = [one === a ? 0 : 16, one === b ? 0 : 16];
    const [x, y] = one === a ? [SCALAR, first] : one === b ? [first, SCALAR] : [first, second];
    for (let done = 0; done < count; done += CHUNK_LENGTH) {
      const n = Math.min(CHUNK_LENGTH, count - done);
      wasm.compare(
        WHICH[comparison],
        x + (done / 4) * stepA,
        stepA,
        y + (done / 4) * stepB,
        stepB,
        to,
        n,
      );
      out.set(new Uint8Array(heap.buffer, to, n), at);
      at += n;
    }
  });
  return out;
}

function spanIn(order: MemoryOrder, x: Strided): FloatSpan {
  const view = order.view(x);
  return floatSpan(view) ?? wholeSpan(new Storage(elements(view) as Float32Array));
}
