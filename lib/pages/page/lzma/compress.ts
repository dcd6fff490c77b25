import { MatchFinder } from "./match-finder.ts";
import {
  distanceSlot,
  type LengthModel,
  literalContext,
  Model,
  SHORTEST,
  slotContext,
} from "./model.ts";
import { FIRST_DISTANCE, LITERAL, Planner, repsAfter, type Step, stateAfter } from "./plan.ts";
import { Prices } from "./prices.ts";
import { RangeEncoder } from "./range-encoder.ts";

/**
 * Bytes as LZMA writes them, but in digits below `RADIX`: a sixth smaller than gzip. A megabyte takes
 * about a second. The packages for it take longer, lack Node 20, or find no matches.
 */
export function compress(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const digits: number[] = [];
  const coder = new RangeEncoder(digits);
  coder.evenBits(bytes.length, 32);
  const model = new Model();
  const planner = new Planner(bytes, new MatchFinder(bytes), new Prices(model));
  const reps = new Uint32Array(4);
  let state = 0;
  for (let at = 0; at < bytes.length; ) {
    for (const step of planner.plan({ at, state, reps })) {
      const { length, way } = step;
      coder.bit(model.isMatch, state, way === LITERAL ? 0 : 1);
      if (way === LITERAL) {
        const instead = state < 7 ? -1 : (bytes[at - (reps[0] ?? 0) - 1] ?? 0);
        const context = literalContext(bytes[at - 1] ?? 0);
        writeLiteral(coder, model.literals, context, bytes[at] ?? 0, instead);
      } else {
        coder.bit(model.isRep, state, way < FIRST_DISTANCE ? 1 : 0);
        if (way < FIRST_DISTANCE) writeRep(coder, model, state, step);
        else {
          writeLength(coder, model.lengths, length);
          writeDistance(coder, model, way - FIRST_DISTANCE, length);
        }
      }
      state = stateAfter(state, step);
      repsAfter(reps, way);
      at += length;
    }
  }
  coder.end();
  return Uint8Array.from(digits);
}

function writeLiteral(
  coder: RangeEncoder,
  literals: Uint16Array,
  context: number,
  byte: number,
  instead: number,
): void {
  let node = 1;
  let ahead = instead;
  for (let place = 7; place >= 0; place--) {
    const bit = (byte >> place) & 1;
    const expected = (ahead >> 7) & 1;
    const from = ahead < 0 ? 0 : (1 + expected) << 8;
    coder.bit(literals, context + from + node, bit);
    node = (node << 1) | bit;
    ahead = bit === expected && ahead >= 0 ? ahead << 1 : -1;
  }
}

function writeRep(coder: RangeEncoder, model: Model, state: number, { length, way }: Step): void {
  coder.bit(model.isRepG0, state, way === 0 ? 0 : 1);
  if (way === 0) coder.bit(model.isRep0Long, state, length === 1 ? 0 : 1);
  else {
    coder.bit(model.isRepG1, state, way === 1 ? 0 : 1);
    if (way > 1) coder.bit(model.isRepG2, state, way - 2);
  }
  if (length > 1) writeLength(coder, model.repLengths, length);
}

function writeLength(
  coder: RangeEncoder,
  { choice, low, middle, high }: LengthModel,
  length: number,
): void {
  const more = length - SHORTEST;
  coder.bit(choice, 0, more < 8 ? 0 : 1);
  if (more < 8) {
    coder.number(low, 3, more);
    return;
  }
  coder.bit(choice, 1, more < 16 ? 0 : 1);
  if (more < 16) coder.number(middle, 3, more - 8);
  else coder.number(high, 8, more - 16);
}

function writeDistance(coder: RangeEncoder, model: Model, distance: number, length: number): void {
  const context = slotContext(length);
  if (distance < 4) {
    coder.number(model.slots, 6, distance, context);
    return;
  }
  const { slot, bits, start } = distanceSlot(distance);
  coder.number(model.slots, 6, slot, context);
  const rest = distance - start;
  if (slot < 14) {
    coder.reversed(model.near, bits, rest, start - slot);
    return;
  }
  coder.evenBits(rest >>> 4, bits - 4);
  coder.reversed(model.align, 4, rest & 15);
}
