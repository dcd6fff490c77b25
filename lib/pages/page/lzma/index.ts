export { compress } from "./compress.ts";
export { decompress } from "./decompress.ts";
export { RADIX } from "./model.ts";
export { DamagedError } from "./range-decoder.ts";
