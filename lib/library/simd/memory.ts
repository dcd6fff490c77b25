import type { Exports } from "./exports.ts";

/** Bytes of a WebAssembly page. */
const PAGE = 0x10000;
/** Numbers of an ordinary array that a kernel takes at once: three such pieces fit the L2 cache. */
export const PIECE = 0x8000;

// The module's own constants end long before the first of these addresses.
export const GENERATOR = 0x1000;
export const WORDS = 0x2000;
export const LANES = 0x3000;
const PIECES = 0x4000;
/** Where the blocks of scopes begin. */
const BLOCKS = PIECES + 4 * PIECE * 4;

let heap = new Float32Array(0);
let top = BLOCKS;

/** The place for the piece of an operand. */
export function pieceAddress(operand: number): number {
  return PIECES + operand * PIECE * 4;
}

/** The whole memory as floats. Growing it detaches this view, so nobody may keep one. */
export function floats({ memory }: Exports): Float32Array {
  if (heap.length === 0) heap = new Float32Array(memory.buffer);
  return heap;
}

/** Where the free memory begins. */
export function mark(): number {
  return top;
}

/** Gives back everything from `address` on. */
export function release(address: number): void {
  top = address;
}

/** Takes `bytes` of memory, to be released, or undefined when the machine has no more. */
export function take(exports: Exports, bytes: number): number | undefined {
  const address = top;
  const end = address + Math.ceil(bytes / 64) * 64;
  if (!reach(exports, end)) return undefined;
  top = end;
  return address;
}

function reach({ memory }: Exports, end: number): boolean {
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
