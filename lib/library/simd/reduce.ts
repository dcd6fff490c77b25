import { kernels } from "./kernels.ts";
import { floats, LANES } from "./memory.ts";
import { inPieces } from "./pieces.ts";
import type { Floats } from "./storage.ts";

/**
 * The float64 sum of the numbers: number i is added to the partial sum i mod 4, and the four are
 * added in pairs. Undefined where plain loops must work.
 */
export function sum(a: Floats): number | undefined {
  const exports = kernels();
  if (!exports) return undefined;
  const lanes = new Float64Array(floats(exports).buffer, LANES, 4).fill(0);
  inPieces(exports, { inputs: [a], outputs: [] }, ([x = 0], count) =>
    exports.accumulate(LANES, x, count),
  );
  const [first = 0, second = 0, third = 0, fourth = 0] = lanes;
  return first + second + (third + fourth);
}
