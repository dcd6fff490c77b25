import seedrandom from "seedrandom";
import type { RandomSource } from "./random-source.ts";

/**
 * A generator over the npm package seedrandom: `seeded("dropout").random()` is
 * `seedrandom("dropout")()`. Good wherever the numbers need not be torch's.
 */
export function seeded(seed: string | number): RandomSource {
  const stream = seedrandom(String(seed));
  return {
    uint32: () => stream.int32() >>> 0,
    random: () => stream(),
    spareNormal: undefined,
  };
}
