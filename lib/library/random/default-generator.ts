import { Generator } from "./generator.ts";
import type { Seed } from "./seed.ts";

/** The generator that every draw uses when none is handed in, as in torch. */
export const defaultGenerator: Generator = new Generator();

/** Starts the default generator again from `seed` and returns it, as `torch.manual_seed` does. */
export function manualSeed(seed: Seed): Generator {
  return defaultGenerator.manualSeed(seed);
}
