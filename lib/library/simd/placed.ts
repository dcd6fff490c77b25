import type { Exports } from "./exports.ts";
import { floats, take } from "./memory.ts";
import type { Floats } from "./storage.ts";

/**
 * The address of an operand: its block, or a copy on top of the memory, to be released. Undefined
 * when the machine has no more memory.
 */
export function placed(exports: Exports, { storage, offset, length }: Floats): number | undefined {
  if (storage.address !== undefined) return storage.address + offset * 4;
  const address = take(exports, length * 4);
  if (address === undefined) return undefined;
  floats(exports).set(storage.data.subarray(offset, offset + length), address / 4);
  return address;
}

/** Makes the numbers at `address` those of `result`, unless it is the block there. */
export function collect(exports: Exports, result: Floats, address: number): void {
  const { storage, offset, length } = result;
  if (storage.address !== undefined) return;
  storage.data.set(floats(exports).subarray(address / 4, address / 4 + length), offset);
}
