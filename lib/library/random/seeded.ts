import seedrandom from "seedrandom";
import type { RandomSource } from "./random-source.ts";

/**
 * A generator over the npm package seedrandom: `seeded("dropout").random()` is
 * `seedrandom("dropout")()`. Good wherever the numbers need not be torch's.
 *
 * @example
 * ```ts
 * import { seeded } from "dropout-lab/random";
 * seeded("dropout").random() === seeded("dropout").random() // → true
 * seeded("dropout").random().toFixed(6) // → '0.082277'
 * ```
 */
export function seeded(seed: string | number): RandomSource {
  const stream = seedrandom(String(seed));
  return {
    uint32: () => stream.int32() >>> 0,
    random: () => stream(),
    spareNormal: undefined,
  };
}
