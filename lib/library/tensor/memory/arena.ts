import { ARENAS, growTo, type WasmExports } from "../../wasm/index.ts";

/** A run of blocks on top of the memory, which is freed at once. */
export interface Arena {
  isOpen: boolean;
}

/** What can hold a block of an arena, and outlive it. */
export interface BlockOwner {
  /** Moves its numbers out of this arena, if they are there. */
  moveOutOf(arena: Arena): void;
}

const open: Arena[] = [];
let top = ARENAS;

/** The innermost open arena. */
export function currentArena(): Arena | undefined {
  return open.at(-1);
}

/**
 * Runs `fn`. The results of operations inside are blocks of one memory that is freed at once when
 * `fn` ends; what `kept` finds in its result moves out before. Using another block afterwards
 * throws. Arenas nest.
 *
 * @throws {TypeError} when `fn` returns a promise; whatever `fn` throws
 */
export function inArena<T>(fn: () => T, kept: (result: T) => Iterable<BlockOwner>): T {
  const arena: Arena = { isOpen: true };
  const start = mark();
  open.push(arena);
  try {
    const result = fn();
    if (typeof (result as PromiseLike<unknown> | undefined)?.then === "function") {
      throw new TypeError("scope: must be given a function that returns at once, got a promise");
    }
    for (const owner of kept(result)) owner.moveOutOf(arena);
    return result;
  } finally {
    arena.isOpen = false;
    open.pop();
    release(start);
  }
}

/** Where the free memory begins. */
export function mark(): number {
  return top;
}

/** Frees everything from `address` on. */
export function release(address: number): void {
  top = address;
}

/** Takes `bytes` of memory, to be released, or undefined when the machine has no more. */
export function allocateBytes(wasm: WasmExports, bytes: number): number | undefined {
  const address = top;
  const end = address + Math.ceil(bytes / 64) * 64;
  if (!growTo(wasm, end)) return undefined;
  top = end;
  return address;
}
