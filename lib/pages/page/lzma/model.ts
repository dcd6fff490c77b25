/*
 * What encoder and decoder of LZMA both know. The names are those of its specification; of its
 * parameters lc is 3, and lp and pb are 0, which is best for text. It differs in what is written: not bytes,
 * but digits that stand in a page as they are.
 */

/** A digit is less: see `pack`. */
export const RADIX = 138;

/** How many numbers of four digits there are, and of three. */
export const THREE_DIGITS = RADIX * RADIX * RADIX;
export const FOUR_DIGITS = RADIX * THREE_DIGITS;

/** The specification's "lc": so many bits of the byte before choose how a byte is expected. */
const CONTEXT_BITS = 3;

export const SHORTEST = 2;
export const LONGEST = 273;

/** How often a bit was 0 until now, of 2,048: a half at first. */
function probabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(1024);
}

/** What is expected of every bit. It changes with each one, for encoder and decoder alike. */
export class Model {
  readonly isMatch = probabilities(12);
  readonly isRep = probabilities(12);
  readonly isRepG0 = probabilities(12);
  readonly isRepG1 = probabilities(12);
  readonly isRepG2 = probabilities(12);
  readonly isRep0Long = probabilities(12);
  readonly literals = probabilities(0x300 << CONTEXT_BITS);
  readonly lengths = new LengthModel();
  readonly repLengths = new LengthModel();
  readonly slots = probabilities(4 << 6);
  readonly near = probabilities(128);
  readonly align = probabilities(1 << 4);
}

/** Lengths from 2 to 9, to 17, and to 273. */
export class LengthModel {
  readonly choice = probabilities(2);
  readonly low = probabilities(1 << 3);
  readonly middle = probabilities(1 << 3);
  readonly high = probabilities(1 << 8);
}

/** Where in `literals` the probabilities of a byte begin. */
export function literalContext(before: number): number {
  return 0x300 * (before >> (8 - CONTEXT_BITS));
}

/** Where in `slots` the probabilities of a match begin. */
export function slotContext(length: number): number {
  return Math.min(length - SHORTEST, 3) << 6;
}

/** What came before, in 12 states: below 7 a literal was the last. */
export const afterLiteral = (state: number) => (state < 4 ? 0 : state < 10 ? state - 3 : state - 6);
export const afterMatch = (state: number) => (state < 7 ? 7 : 10);
export const afterRep = (state: number) => (state < 7 ? 8 : 11);
export const afterShortRep = (state: number) => (state < 7 ? 9 : 11);

/** Puts a distance before those that stood before `end`. */
export function moveToFront(reps: Uint32Array, end: number, distance: number): void {
  for (let place = end; place > 0; place--) reps[place] = reps[place - 1] ?? 0;
  reps[0] = distance;
}

/** How a distance of 4 or more is written: its slot, which says how many bits come after what start. */
export function distanceSlot(distance: number): { slot: number; bits: number; start: number } {
  const bits = 30 - Math.clz32(distance);
  const head = distance >>> bits;
  return { slot: 2 * bits + head, bits, start: head << bits };
}
