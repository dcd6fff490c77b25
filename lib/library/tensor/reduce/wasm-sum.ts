import { heapF32, LANES, type WasmExports, wasmExports } from "../../wasm/index.ts";
import { type FloatSpan, inChunks } from "../memory/index.ts";
import { floatSpan, type Strided } from "../strided.ts";

/** The function that sums rows of a float32 without gaps: `n` numbers from `start` on. */
export function wasmRowSum(x: Strided): ((start: number, n: number) => number) | undefined {
  const wasm = wasmExports();
  const a = wasm && floatSpan(x);
  if (!a) return undefined;
  return (start, n) => sum(wasm, { storage: a.storage, offset: a.offset + start, length: n });
}

/**
 * The float64 sum of the numbers: number i is added to the partial sum i mod 4, and the four are
 * added in pairs.
 */
function sum(wasm: WasmExports, a: FloatSpan): number {
  const lanes = new Float64Array(heapF32(wasm).buffer, LANES, 4).fill(0);
  inChunks(wasm, { inputs: [a], outputs: [] }, ([x = 0], count) =>
    wasm.accumulate(LANES, x, count),
  );
  const [first = 0, second = 0, third = 0, fourth = 0] = lanes;
  return first + second + (third + fourth);
}
