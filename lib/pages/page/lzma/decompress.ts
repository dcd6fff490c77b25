import {
  afterLiteral,
  afterMatch,
  afterRep,
  afterShortRep,
  type LengthModel,
  literalContext,
  Model,
  moveToFront,
  SHORTEST,
  slotContext,
} from "./model.ts";
import { DamagedError, RangeDecoder } from "./range-decoder.ts";

/** No digit holds more bytes: so much memory is not taken for what is damaged. */
const MOST = 10_000;

/**
 * The bytes that `compress` was given.
 * @throws {DamagedError} if what it gave back is damaged
 */
export function decompress(digits: Uint8Array): Uint8Array<ArrayBuffer> {
  const coder = new RangeDecoder(digits);
  const size = coder.evenBits(32) >>> 0;
  if (size > MOST * digits.length) throw new DamagedError();
  const output = new Uint8Array(size);
  const model = new Model();
  /** The last four distances, the newest first; 0 is that to the byte before. */
  const reps = new Uint32Array(4);
  let state = 0;
  for (let at = 0; at < output.length; ) {
    if (coder.bit(model.isMatch, state) === 0) {
      const instead = state < 7 ? -1 : (output[at - (reps[0] ?? 0) - 1] ?? 0);
      const context = literalContext(output[at - 1] ?? 0);
      output[at++] = readLiteral(coder, model.literals, context, instead);
      state = afterLiteral(state);
      continue;
    }
    let length = 1;
    if (coder.bit(model.isRep, state) === 0) {
      length = readLength(coder, model.lengths);
      moveToFront(reps, 3, readDistance(coder, model, length));
      state = afterMatch(state);
    } else {
      const which = readRep(coder, model, state);
      moveToFront(reps, which, reps[which] ?? 0);
      if (which === 0 && coder.bit(model.isRep0Long, state) === 0) {
        state = afterShortRep(state);
      } else {
        length = readLength(coder, model.repLengths);
        state = afterRep(state);
      }
    }
    const from = at - (reps[0] ?? 0) - 1;
    if (from < 0 || at + length > output.length) throw new DamagedError();
    // Byte by byte: it may go on into what it writes.
    for (let place = from; place < from + length; place++) output[at++] = output[place] ?? 0;
  }
  coder.end();
  return output;
}

/**
 * A byte. After a match `instead` is how the match would have gone on: its bits choose the
 * probabilities, as long as they are those of the byte.
 */
function readLiteral(
  coder: RangeDecoder,
  literals: Uint16Array,
  context: number,
  instead: number,
): number {
  let node = 1;
  for (let ahead = instead; ahead >= 0 && node < 0x100; ) {
    const expected = (ahead >> 7) & 1;
    const bit = coder.bit(literals, context + ((1 + expected) << 8) + node);
    node = (node << 1) | bit;
    ahead = bit === expected ? ahead << 1 : -1;
  }
  while (node < 0x100) node = (node << 1) | coder.bit(literals, context + node);
  return node & 0xff;
}

function readRep(coder: RangeDecoder, model: Model, state: number): number {
  if (coder.bit(model.isRepG0, state) === 0) return 0;
  if (coder.bit(model.isRepG1, state) === 0) return 1;
  return 2 + coder.bit(model.isRepG2, state);
}

function readLength(coder: RangeDecoder, { choice, low, middle, high }: LengthModel): number {
  if (coder.bit(choice, 0) === 0) return SHORTEST + coder.number(low, 3);
  if (coder.bit(choice, 1) === 0) return SHORTEST + 8 + coder.number(middle, 3);
  return SHORTEST + 16 + coder.number(high, 8);
}

function readDistance(coder: RangeDecoder, model: Model, length: number): number {
  const slot = coder.number(model.slots, 6, slotContext(length));
  if (slot < 4) return slot;
  const bits = (slot >> 1) - 1;
  const start = (2 | (slot & 1)) << bits;
  if (slot < 14) return start + coder.reversed(model.near, bits, start - slot);
  return start + (coder.evenBits(bits - 4) << 4) + coder.reversed(model.align, 4);
}
