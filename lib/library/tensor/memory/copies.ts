import { heapF32, type WasmExports } from "../../wasm/index.ts";
import { allocateBytes } from "./arena.ts";
import type { FloatSpan } from "./float-span.ts";

/**
 * The address of an operand: its block, or a copy on top of the memory, to be released. Undefined
 * when the machine has no more memory.
 */
export function copyIn(
  wasm: WasmExports,
  { storage, offset, length }: FloatSpan,
): number | undefined {
  if (storage.address !== undefined) return storage.address + offset * 4;
  const address = allocateBytes(wasm, length * 4);
  if (address === undefined) return undefined;
  heapF32(wasm).set(storage.data.subarray(offset, offset + length), address / 4);
  return address;
}

/** Makes the numbers at `address` those of `result`, unless it is the block there. */
export function copyOut(wasm: WasmExports, result: FloatSpan, address: number): void {
  const { storage, offset, length } = result;
  if (storage.address !== undefined) return;
  storage.data.set(heapF32(wasm).subarray(address / 4, address / 4 + length), offset);
}
