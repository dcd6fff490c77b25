// For the other rooms of this package only.
export { drawBernoulli } from "./draw-bernoulli.ts";
export { fillBernoulli } from "./fill-bernoulli.ts";
export { fillNormal, normal } from "./fill-normal.ts";
export { fillRand, fusedRand } from "./fill-rand.ts";
export { fillRandint } from "./fill-randint.ts";
export { fillRandperm } from "./fill-randperm.ts";
export { fillUniform } from "./fill-uniform.ts";
export { fma32 } from "./fma32.ts";
export { fma64 } from "./fma64.ts";
export { mcg31Seed, mcg31Threshold } from "./mcg31.ts";
export { uint64 } from "./uint64.ts";
export { threshold53, uniform53 } from "./uniform53.ts";
