import { type FloatSpan, inChunks, Storage, wholeSpan } from "../tensor/memory/index.ts";
import { wasmExports, withTwister } from "../wasm/index.ts";
import { defaultGenerator } from "./default-generator.ts";
import { Generator } from "./generator.ts";
import type { RandomSource } from "./random-source.ts";
import { uniform24 } from "./uniform24.ts";
import { uniform53 } from "./uniform53.ts";

/**
 * Fills `out` with numbers uniform in [0, 1), as `torch.rand`: 24 random bits for a
 * Float32Array, 53 for a Float64Array.
 */
export function fillRand<T extends Float32Array | Float64Array>(
  out: T,
  generator: RandomSource = defaultGenerator,
): T {
  if (out instanceof Float32Array && fusedRand(wholeSpan(new Storage(out)), generator)) return out;
  const uniform = out instanceof Float32Array ? uniform24 : uniform53;
  for (let i = 0; i < out.length; i++) out[i] = uniform(generator);
  return out;
}

/** The same for float32 in a storage, in one pass of WebAssembly; false where loops must do it. */
export function fusedRand(out: FloatSpan, generator: RandomSource): boolean {
  const wasm = wasmExports();
  if (!wasm || !(generator instanceof Generator)) return false;
  withTwister(wasm, { twister: generator.engine, words: out.length }, (state, position) => {
    let next = position;
    inChunks(wasm, { inputs: [], outputs: [out] }, ([address = 0], count) => {
      next = wasm.rand(state, next, address, count);
    });
    return next;
  });
  return true;
}
