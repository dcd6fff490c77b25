import { defaultGenerator } from "./default-generator.ts";
import { fma32 } from "./fma32.ts";
import { fma64 } from "./fma64.ts";
import type { RandomSource } from "./random-source.ts";
import { uniform24 } from "./uniform24.ts";
import { uniform53 } from "./uniform53.ts";

/**
 * Fills `out` with numbers uniform in [low, high), as `tensor.uniform_(low, high)`.
 *
 * @throws {RangeError} when low is above high
 */
export function fillUniform<T extends Float32Array | Float64Array>(
  out: T,
  low: number,
  high: number,
  generator: RandomSource = defaultGenerator,
): T {
  if (!(low <= high)) {
    throw new RangeError(`uniform: low must not be above high, got ${low} and ${high}`);
  }
  if (out instanceof Float32Array) {
    const from = Math.fround(low);
    const end = Math.fround(high);
    const range = Math.fround(end - from);
    for (let i = 0; i < out.length; i++) {
      const value = fma32(uniform24(generator), range, from);
      out[i] = value === end ? from : value;
    }
  } else {
    for (let i = 0; i < out.length; i++) {
      const value = fma64(uniform53(generator), high - low, low);
      out[i] = value === high ? low : value;
    }
  }
  return out;
}
