export { allocateBytes, inArena, mark, release } from "./arena.ts";
export { inBlocks } from "./blocks.ts";
export { inChunks } from "./chunks.ts";
export { copyIn, copyOut } from "./copies.ts";
export { type FloatSpan, type TruthSpan, wholeSpan } from "./float-span.ts";
export { freshBuffer, freshFloats } from "./fresh-floats.ts";
export { Storage, type TypedArray } from "./storage.ts";
