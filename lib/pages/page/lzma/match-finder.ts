import { SHORTEST } from "./model.ts";

/** How many earlier places that begin with the same bytes are looked at. */
const DEPTH = 16;

const HASH_BITS = 18;

/** Finds where the bytes at a place have stood before. */
export class MatchFinder {
  readonly #bytes: Uint8Array;
  /** By 2 bytes, and by the hash of 3 and of 4: 1 + the last place that began with them. */
  readonly #pairs = new Int32Array(1 << 16);
  readonly #triples = new Int32Array(1 << HASH_BITS);
  readonly #heads = new Int32Array(1 << HASH_BITS);
  /** Of each place: 1 + the one before that began with the same 4 bytes. */
  readonly #before: Int32Array;
  /** What `find` found: lengths that grow, each with the smallest distance at which it is found. */
  readonly lengths = new Int32Array(DEPTH + 2);
  readonly distances = new Int32Array(DEPTH + 2);
  #found = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#before = new Int32Array(bytes.length);
  }

  /** Finds matches of at most `most` bytes, and gives back how many. Every place must be given, in order. */
  find(at: number, most: number): number {
    const bytes = this.#bytes;
    this.#found = 0;
    const pair = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    const triple = pair | ((bytes[at + 2] ?? 0) << 16);
    const hash3 = hash(triple);
    const hash4 = hash(triple | ((bytes[at + 3] ?? 0) << 24));
    const near = this.#pairs[pair] ?? 0;
    const middle = this.#triples[hash3] ?? 0;
    let place = this.#heads[hash4] ?? 0;
    this.#pairs[pair] = at + 1;
    this.#triples[hash3] = at + 1;
    this.#heads[hash4] = at + 1;
    this.#before[at] = place;
    let best = this.#look(near, at, most, SHORTEST - 1);
    if (middle !== near) best = this.#look(middle, at, most, best);
    for (let depth = 0; place > 0 && depth < DEPTH && best < most; depth++) {
      best = this.#look(place, at, most, best);
      place = this.#before[place - 1] ?? 0;
    }
    return this.#found;
  }

  /** Notes the match with what begins before `after` if it is longer than `best`; gives back the longer one. */
  #look(after: number, at: number, most: number, best: number): number {
    const bytes = this.#bytes;
    const earlier = after - 1;
    if (after === 0 || bytes[earlier + best] !== bytes[at + best]) return best;
    const length = this.common(earlier, at, most);
    if (length <= best) return best;
    this.lengths[this.#found] = length;
    this.distances[this.#found++] = at - earlier - 1;
    return length;
  }

  /** How many bytes two places have in common, of at most `most`. */
  common(earlier: number, at: number, most: number): number {
    const bytes = this.#bytes;
    let length = 0;
    while (length < most && bytes[earlier + length] === bytes[at + length]) length++;
    return length;
  }
}

function hash(bytes: number): number {
  return Math.imul(bytes, 0x9e3779b1) >>> (32 - HASH_BITS);
}
