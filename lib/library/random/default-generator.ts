import { Generator } from "./generator.ts";
import type { Seed } from "./seed.ts";

/** The generator that every draw uses when none is handed in, as in torch. */
export const defaultGenerator: Generator = new Generator();

/**
 * Starts the default generator again from `seed` and returns it, as `torch.manual_seed` does.
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { equal, rand } from "dropout-lab/tensor";
 * manualSeed(42);
 * const first = rand([3]);
 * manualSeed(42);
 * equal(first, rand([3])) // → true
 * ```
 */
export function manualSeed(seed: Seed): Generator {
  return defaultGenerator.manualSeed(seed);
}
