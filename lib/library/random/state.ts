import { WORDS } from "./mt19937.ts";

/** What a saved state says. */
export interface SavedState {
  seed: bigint;
  words: Int32Array;
  next: number;
  untouched: boolean;
  spareNormal: number | undefined;
}

/** The length of `torch.get_rng_state()`. */
export const STATE_BYTES = 5056;

/** Byte offsets of torch's layout; everything is little endian. */
const AT = {
  seed: 0,
  left: 8,
  seeded: 12,
  next: 16,
  words: 24,
  spareNormal: 5024,
  hasSpareNormal: 5040,
};

/** Writes torch's 5056 bytes. */
export function writeState(state: SavedState): Uint8Array {
  const bytes = new Uint8Array(STATE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(AT.seed, state.seed, true);
  view.setInt32(AT.left, WORDS + 1 - state.next, true);
  view.setInt32(AT.seeded, 1, true);
  view.setUint32(AT.next, state.untouched ? 0 : state.next, true);
  for (let i = 0; i < WORDS; i++) {
    view.setInt32(AT.words + 8 * i, state.words[i] as number, true);
  }
  if (state.spareNormal !== undefined) {
    view.setFloat64(AT.spareNormal, state.spareNormal, true);
    view.setInt32(AT.hasSpareNormal, 1, true);
  }
  return bytes;
}

/**
 * Reads torch's 5056 bytes.
 *
 * @throws {TypeError} for anything but a Uint8Array
 * @throws {RangeError} for a wrong length or a state that no generator can be in
 */
export function readState(bytes: Uint8Array): SavedState {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`setState: must be a Uint8Array, got ${typeof bytes}`);
  }
  if (bytes.length !== STATE_BYTES) {
    throw new RangeError(`setState: must have ${STATE_BYTES} bytes, got ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const left = view.getInt32(AT.left, true);
  const stored = view.getUint32(AT.next, true);
  const untouched = left === 1 && stored === 0;
  const next = untouched ? WORDS : stored;
  if (view.getInt32(AT.seeded, true) === 0 || next > WORDS || left + next !== WORDS + 1) {
    throw new RangeError(`setState: must be a valid state, got left ${left} and next ${stored}`);
  }
  const words = new Int32Array(WORDS);
  for (let i = 0; i < WORDS; i++) words[i] = view.getInt32(AT.words + 8 * i, true);
  const hasSpare = view.getInt32(AT.hasSpareNormal, true) !== 0;
  return {
    seed: view.getBigUint64(AT.seed, true),
    words,
    next,
    untouched,
    spareNormal: hasSpare ? view.getFloat64(AT.spareNormal, true) : undefined,
  };
}
