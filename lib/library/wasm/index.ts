export { isWasmAvailable, memoryOwner, wasmExports, withoutWasm } from "./instance.ts";
export {
  ARENAS,
  CHUNK_LENGTH,
  chunkAddress,
  growTo,
  heapF32,
  LANES,
  SCALAR,
} from "./linear-memory.ts";
export { ELEMENTWISE, ONCE } from "./operations.ts";
export { type Twister, withTwister } from "./twister.ts";
export type { BinaryOperation, WasmExports } from "./wasm-exports.ts";
