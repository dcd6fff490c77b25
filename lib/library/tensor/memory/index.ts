export { allocateBytes, inArena, mark, release } from "./arena.ts";
export { inChunks } from "./chunks.ts";
export { copyIn, copyOut } from "./copies.ts";
export { type FloatSpan, wholeSpan } from "./float-span.ts";
export { Storage, type TypedArray } from "./storage.ts";
