import { GENERATOR, heapF32, WORDS } from "./linear-memory.ts";
import type { WasmExports } from "./wasm-exports.ts";

/** The state of an mt19937: its words, how many of them are used, and whether none ever was. */
export interface Twister {
  readonly words: Int32Array;
  next: number;
  untouched: boolean;
}

/**
 * Lends the module a generator's state for as long as `draw` runs, which takes `words` words.
 *
 * @param draw gets the state's address and the generator's position, and returns the new position
 */
export function withTwister(
  wasm: WasmExports,
  { twister, words }: { twister: Twister; words: number },
  draw: (state: number, position: number) => number,
): void {
  if (words === 0) return;
  const copy = new Int32Array(heapF32(wasm).buffer, WORDS, twister.words.length);
  copy.set(twister.words);
  wasm.loadState(GENERATOR, WORDS);
  const twists = twister.next + words > twister.words.length;
  twister.next = draw(GENERATOR, twister.next);
  if (!twists) return;
  wasm.storeState(GENERATOR, WORDS);
  twister.words.set(copy);
  twister.untouched = false;
}
