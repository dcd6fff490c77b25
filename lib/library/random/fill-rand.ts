import { rand, Storage } from "../simd/index.ts";
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
  if (out instanceof Float32Array && drawRand(Storage.over(out), generator)) return out;
  const uniform = out instanceof Float32Array ? uniform24 : uniform53;
  for (let i = 0; i < out.length; i++) out[i] = uniform(generator);
  return out;
}

/** The same for all of a storage, by a SIMD kernel; false where plain loops must work. */
export function drawRand(out: Storage<Float32Array>, generator: RandomSource): boolean {
  if (!(generator instanceof Generator)) return false;
  return rand(generator.engine, { storage: out, offset: 0, length: out.length });
}
