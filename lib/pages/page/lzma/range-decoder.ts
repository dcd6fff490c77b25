import { FOUR_DIGITS, RADIX, THREE_DIGITS } from "./model.ts";

/** Reads bits that a `RangeEncoder` wrote, given the same probabilities. */
export class RangeDecoder {
  readonly #digits: Uint8Array;
  #at = 0;
  #range = FOUR_DIGITS;
  #code = 0;

  constructor(digits: Uint8Array) {
    this.#digits = digits;
    for (let count = 0; count < 4; count++) this.#shift();
  }

  /** To be called after the last bit: what was damaged anywhere does not end as it was written. */
  end(): void {
    if (this.#code !== 0) throw new DamagedError();
  }

  bit(given: Uint16Array, index: number): number {
    const probability = given[index] ?? 0;
    const bound = (this.#range >>> 11) * probability;
    const bit = this.#code < bound ? 0 : 1;
    if (bit === 0) {
      this.#range = bound;
      given[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      given[index] = probability - (probability >> 5);
    }
    if (this.#range < THREE_DIGITS) this.#widen();
    return bit;
  }

  /** Bits that were as likely 0 as 1. */
  evenBits(count: number): number {
    let bits = 0;
    for (let left = count; left > 0; left--) {
      const half = this.#range >>> 1;
      const bit = this.#code < half ? 0 : 1;
      this.#range = half;
      this.#code -= half * bit;
      bits = (bits << 1) | bit;
      if (half < THREE_DIGITS) this.#widen();
    }
    return bits;
  }

  /** A number of some bits, the highest first. */
  number(given: Uint16Array, count: number, from = 0): number {
    let node = 1;
    for (let left = count; left > 0; left--) node = (node << 1) | this.bit(given, from + node);
    return node - (1 << count);
  }

  /** A number of some bits, the lowest first. */
  reversed(given: Uint16Array, count: number, from = 0): number {
    let node = 1;
    let number = 0;
    for (let place = 0; place < count; place++) {
      const bit = this.bit(given, from + node);
      node = (node << 1) | bit;
      number |= bit << place;
    }
    return number;
  }

  #widen(): void {
    this.#range *= RADIX;
    this.#shift();
  }

  #shift(): void {
    const next = this.#digits[this.#at++];
    if (next === undefined) throw new DamagedError();
    this.#code = this.#code * RADIX + next;
  }
}

/** What is to be decompressed is not what was compressed. */
export class DamagedError extends RangeError {
  constructor() {
    super("compressed digits: must be as they were written, got damaged ones");
  }
}
