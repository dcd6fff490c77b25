import { whole } from "./elementwise.ts";
import type { Exports } from "./exports.ts";
import { kernels } from "./kernels.ts";
import { floats, GENERATOR, WORDS } from "./memory.ts";
import { inPieces } from "./pieces.ts";
import { type Floats, Storage } from "./storage.ts";

/** The state of an mt19937: its words, how many of them are used, and whether none ever was. */
export interface Twister {
  readonly words: Int32Array;
  next: number;
  untouched: boolean;
}

/** Fills with uniforms of 24 bits, a word each, as torch's `rand` does; false: plain loops must. */
export function rand(twister: Twister, out: Floats): boolean {
  const exports = kernels();
  if (!exports) return false;
  withState(exports, twister, out.length, (state, position) => {
    let at = position;
    inPieces(exports, { inputs: [], outputs: [out] }, ([address = 0], count) => {
      at = exports.rand(state, at, address, count);
    });
    return at;
  });
  return true;
}

/** What dropout reads and writes; `noise`, if given, is filled with 0 and `scale`. */
export interface DropoutOperands {
  readonly x: Floats;
  readonly scale: number;
  readonly out?: Floats | undefined;
  readonly noise?: Floats | undefined;
}

/**
 * x times noise, where noise is `scale` where a uniform of 53 bits (two words each) is below `keep`,
 * and else 0. Undefined where plain loops must work.
 */
export function dropout(
  twister: Twister,
  keep: number,
  { x, scale, out, noise }: DropoutOperands,
): Storage<Float32Array> | undefined {
  const exports = kernels();
  if (!exports) return undefined;
  const result = out ?? whole(Storage.floats(x.length));
  const outputs = noise ? [result, noise] : [result];
  // keep · 2^53 is exact in float64, and so are both halves of the threshold.
  const threshold = Math.ceil(keep * 0x20000000000000);
  const high = Math.floor(threshold / 0x100000000);
  const low = threshold % 0x100000000;
  withState(exports, twister, 2 * x.length, (state, position) => {
    let at = position;
    inPieces(exports, { inputs: [x], outputs, apart: true }, ([from = 0, to = 0, side], count) => {
      at =
        side === undefined
          ? exports.dropout(state, at, from, to, count, high, low, scale)
          : exports.dropoutNoise(state, at, from, to, side, count, high, low, scale);
    });
    return at;
  });
  return result.storage;
}

/**
 * The same with MKL's MCG31m1, whose first number is `first`: noise is `scale` where the number is
 * below `threshold`.
 */
export function dropoutMkl(
  first: number,
  threshold: number,
  { x, scale, out, noise }: DropoutOperands,
): Storage<Float32Array> | undefined {
  const exports = kernels();
  if (!exports) return undefined;
  const result = out ?? whole(Storage.floats(x.length));
  const outputs = noise ? [result, noise] : [result];
  let at = first;
  inPieces(exports, { inputs: [x], outputs }, ([from = 0, to = 0, side], count) => {
    at =
      side === undefined
        ? exports.dropoutMkl(at, from, to, count, threshold, scale)
        : exports.dropoutMklNoise(at, from, to, side, count, threshold, scale);
  });
  return result.storage;
}

/** Lends the kernels a generator's state for as long as `draw` runs; it returns the position. */
function withState(
  exports: Exports,
  twister: Twister,
  words: number,
  draw: (state: number, position: number) => number,
): void {
  if (words === 0) return;
  const copy = new Int32Array(floats(exports).buffer, WORDS, twister.words.length);
  copy.set(twister.words);
  exports.loadState(GENERATOR, WORDS);
  const twists = twister.next + words > twister.words.length;
  twister.next = draw(GENERATOR, twister.next);
  if (!twists) return;
  exports.storeState(GENERATOR, WORDS);
  twister.words.set(copy);
  twister.untouched = false;
}
