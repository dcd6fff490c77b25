import { CHUNK_LENGTH, chunkAddress, heapF32, wasmExports } from "../../wasm/index.ts";
import { Storage } from "../memory/index.ts";
import { permute } from "../shape/shape.ts";
import { dense, elements, floatSpan, isFloat32, type Strided, sizeOf } from "../strided.ts";

/**
 * The softmax of float32 along a dimension counted from 0, or its logarithm, row-major: each row is
 * worked on while it is in the cache, with the bits of the operations one by one. Undefined for what is
 * left to those.
 */
export function wasmSoftmax(
  x: Strided,
  dim: number,
  { logarithmic }: { logarithmic: boolean },
): Strided<"float32"> | undefined {
  const wasm = wasmExports();
  const n = x.shape[dim] ?? 0;
  const size = sizeOf(x.shape);
  if (!wasm || !isFloat32(x) || size === 0 || n > CHUNK_LENGTH) return undefined;
  const others = x.shape.map((_, d) => d).filter((d) => d !== dim);
  const rows = permute(x, [...others, dim]);
  const from = floatSpan(rows)
    ? rows
    : dense("float32", elements(rows) as Float32Array, rows.shape);
  const result = Storage.floats(size);
  const height = Math.floor(CHUNK_LENGTH / n) * n;
  const [inputs, outputs, scratch] = [chunkAddress(0), chunkAddress(1), chunkAddress(2)];
  for (let at = 0; at < size; at += height) {
    const count = Math.min(height, size - at);
    const { address } = from.storage;
    const start = from.offset + at;
    if (address === undefined) {
      heapF32(wasm).set(from.storage.data.subarray(start, start + count), inputs / 4);
    }
    const to = result.address === undefined ? outputs : result.address + at * 4;
    const a = address === undefined ? inputs : address + start * 4;
    wasm.softmaxEachRow(a, to, count / n, n, logarithmic ? 1 : 0, scratch);
    if (result.address !== undefined) continue;
    result.data.set(heapF32(wasm).subarray(to / 4, to / 4 + count), at);
  }
  const y = dense("float32", result, rows.shape);
  if (dim === others.length) return y;
  const back = x.shape.map((_, d) => (d === dim ? others.length : others.indexOf(d)));
  return dense("float32", elements(permute(y, back)), x.shape);
}
