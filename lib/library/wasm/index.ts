export { isWasmAvailable, memoryOwner, wasmExports, withoutWasm } from "./instance.ts";
export {
  ARENAS,
  CHUNK_LENGTH,
  chunkAddress,
  growTo,
  heapF32,
  LANES,
} from "./linear-memory.ts";
export { type Twister, withTwister } from "./twister.ts";
export type { BinaryOperation, WasmExports } from "./wasm-exports.ts";
