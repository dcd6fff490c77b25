/**
 * Generators of random numbers: torch's, bit for bit (`manualSeed`, `Generator`), and seedrandom's (`seeded`).
 *
 * @module
 */
export { defaultGenerator, manualSeed } from "./default-generator.ts";
export { forkRng } from "./fork-rng.ts";
export { Generator, type Stream } from "./generator.ts";
export type { RandomSource } from "./random-source.ts";
export type { Seed } from "./seed.ts";
export { seeded } from "./seeded.ts";
