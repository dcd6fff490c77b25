/**
 * Generators of random numbers: torch's, bit for bit (`manualSeed`, `Generator`), and seedrandom's (`seeded`).
 *
 * @module
 */
export { defaultGenerator, manualSeed } from "./default-generator.ts";
export { drawBernoulli } from "./draw-bernoulli.ts";
export { fillBernoulli } from "./fill-bernoulli.ts";
export { fillNormal } from "./fill-normal.ts";
export { fillRand, fusedRand } from "./fill-rand.ts";
export { fillRandint } from "./fill-randint.ts";
export { fillRandperm } from "./fill-randperm.ts";
export { fillUniform } from "./fill-uniform.ts";
export { Generator, type Stream } from "./generator.ts";
export { mcg31Seed, mcg31Threshold } from "./mcg31.ts";
export type { RandomSource } from "./random-source.ts";
export type { Seed } from "./seed.ts";
export { seeded } from "./seeded.ts";
export { uint64 } from "./uint64.ts";
export { threshold53 } from "./uniform53.ts";
