import type { WasmExports } from "./wasm-exports.ts";

// The map of the module's memory, in bytes. The module's own constants end long before the first of
// these addresses.

/** The state of a generator, as the module keeps it. */
export const GENERATOR = 0x1000;
/** The same state as torch orders its words. */
export const WORDS = 0x2000;
/** Four partial sums in float64. */
export const LANES = 0x3000;
/** One number, where an operation wants an operand. */
export const SCALAR = 0x3100;
/** Where chunks of ordinary arrays go while the module works on them. */
const CHUNKS = 0x4000;
/** Numbers of an ordinary array that the module takes at once: three chunks fit the L2 cache. */
export const CHUNK_LENGTH = 0x8000;
/** Where the blocks of arenas begin. */
export const ARENAS = CHUNKS + 4 * CHUNK_LENGTH * 4;

/** Bytes of a WebAssembly page. */
const PAGE = 0x10000;

let heap = new Float32Array(0);

/** The place for a chunk of an operand. */
export function chunkAddress(operand: number): number {
  return CHUNKS + operand * CHUNK_LENGTH * 4;
}

/** The whole memory as floats. Growing it detaches this view, so nobody may keep one. */
export function heapF32({ memory }: WasmExports): Float32Array {
  if (heap.length === 0) heap = new Float32Array(memory.buffer);
  return heap;
}

/** Grows the memory to reach `end`; false when the machine has no more. */
export function growTo({ memory }: WasmExports, end: number): boolean {
  const size = memory.buffer.byteLength;
  if (end <= size) return true;
  const missing = Math.ceil((end - size) / PAGE);
  // A quarter more than asked for, so that a long row of small blocks grows it seldom.
  for (const pages of [Math.max(missing, Math.ceil(size / PAGE / 4)), missing]) {
    try {
      memory.grow(pages);
      return true;
    } catch {
      // Try again with less.
    }
  }
  return false;
}
