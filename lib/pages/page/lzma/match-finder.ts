import { LONGEST, SHORTEST } from "./model.ts";

/** How many earlier places that begin with the same bytes are looked at. */
const DEPTH = 24;

const HASH_BITS = 18;

/** Finds where the bytes at a place have stood before. */
export class MatchFinder {
  readonly #bytes: Uint8Array;
  /** By 2 bytes, and by the hash of 3 and of 4: 1 + the last place that began with them. */
  readonly #pairs = new Int32Array(1 << 16);
  readonly #triples = new Int32Array(1 << HASH_BITS);
  readonly #roots = new Int32Array(1 << HASH_BITS);
  /**
   * All places with one hash are a tree, with the newest as its root: of each place, 1 + the two below
   * it, what comes before it in the order of texts and what comes after.
   */
  readonly #below: Int32Array;
  /** What `find` found: lengths that grow, each with the smallest distance at which it is found. */
  readonly lengths = new Int32Array(DEPTH + 2);
  readonly distances = new Int32Array(DEPTH + 2);
  #found = 0;
  #best = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#below = new Int32Array(2 * bytes.length);
  }

  /** Finds matches, and gives back how many. Every place must be given, in order. */
  find(at: number): number {
    const bytes = this.#bytes;
    const most = Math.min(LONGEST, bytes.length - at);
    this.#found = 0;
    this.#best = SHORTEST - 1;
    const pair = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    const triple = pair | ((bytes[at + 2] ?? 0) << 16);
    const hash3 = hash(triple);
    const hash4 = hash(triple | ((bytes[at + 3] ?? 0) << 24));
    for (const near of [this.#pairs[pair] ?? 0, this.#triples[hash3] ?? 0]) {
      if (near > 0) this.#note(near - 1, at, this.common(near - 1, at, most));
    }
    const root = this.#roots[hash4] ?? 0;
    this.#pairs[pair] = at + 1;
    this.#triples[hash3] = at + 1;
    this.#roots[hash4] = at + 1;
    this.#descend(root, at, most);
    return this.#found;
  }

  /** Makes a place the root of the tree: what is below the old root goes to its left or its right. */
  #descend(root: number, at: number, most: number): void {
    const bytes = this.#bytes;
    const below = this.#below;
    // Where the next place goes that comes before, or after, and what all there have in common with `at`.
    let [left, right] = [2 * at, 2 * at + 1];
    let [leftCommon, rightCommon] = [0, 0];
    let next = root;
    for (let depth = 0; next > 0 && depth < DEPTH; depth++) {
      const place = next - 1;
      const known = Math.min(leftCommon, rightCommon);
      const length = known + this.common(place + known, at + known, most - known);
      this.#note(place, at, length);
      if (length === most) {
        below[left] = below[2 * place] ?? 0;
        below[right] = below[2 * place + 1] ?? 0;
        return;
      }
      if ((bytes[place + length] ?? 0) < (bytes[at + length] ?? 0)) {
        below[left] = next;
        left = 2 * place + 1;
        leftCommon = length;
        next = below[left] ?? 0;
      } else {
        below[right] = next;
        right = 2 * place;
        rightCommon = length;
        next = below[right] ?? 0;
      }
    }
    below[left] = 0;
    below[right] = 0;
  }

  #note(earlier: number, at: number, length: number): void {
    if (length <= this.#best) return;
    this.#best = length;
    this.lengths[this.#found] = length;
    this.distances[this.#found++] = at - earlier - 1;
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
