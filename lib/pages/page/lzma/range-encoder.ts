import { FOUR_DIGITS, RADIX, THREE_DIGITS } from "./model.ts";

/** Writes bits, each in as much of a digit as it surprises: what was expected costs nearly nothing. */
export class RangeEncoder {
  readonly #digits: number[];
  #low = 0;
  #range = FOUR_DIGITS;
  /** The last digit that may still grow by one, and how many are held back: it, and the highest after. */
  #cache = 0;
  #held = 0;

  /** @param digits what is written goes there */
  constructor(digits: number[]) {
    this.#digits = digits;
  }

  bit(given: Uint16Array, index: number, bit: number): void {
    const probability = given[index] ?? 0;
    const bound = (this.#range >>> 11) * probability;
    if (bit === 0) {
      this.#range = bound;
      given[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#low += bound;
      this.#range -= bound;
      given[index] = probability - (probability >> 5);
    }
    this.#narrow();
  }

  /** Bits that are as likely 0 as 1. */
  evenBits(bits: number, count: number): void {
    for (let place = count - 1; place >= 0; place--) {
      const half = this.#range >>> 1;
      if (((bits >>> place) & 1) === 1) this.#low += half;
      this.#range = half;
      this.#narrow();
    }
  }

  /** A number of some bits, the highest first. */
  number(given: Uint16Array, count: number, number: number, from = 0): void {
    let node = 1;
    for (let place = count - 1; place >= 0; place--) {
      const bit = (number >> place) & 1;
      this.bit(given, from + node, bit);
      node = (node << 1) | bit;
    }
  }

  /** A number of some bits, the lowest first. */
  reversed(given: Uint16Array, count: number, number: number, from = 0): void {
    let node = 1;
    for (let place = 0; place < count; place++) {
      const bit = (number >> place) & 1;
      this.bit(given, from + node, bit);
      node = (node << 1) | bit;
    }
  }

  /** Writes what is held back. */
  end(): void {
    for (let count = 0; count < 5; count++) this.#shift();
  }

  #narrow(): void {
    if (this.#range >= THREE_DIGITS) return;
    this.#range *= RADIX;
    this.#shift();
  }

  #shift(): void {
    const carry = this.#low >= FOUR_DIGITS ? 1 : 0;
    const first = Math.floor(this.#low / THREE_DIGITS) % RADIX;
    // One that cannot grow any more waits with those before it.
    if (carry === 1 || first < RADIX - 1) {
      for (; this.#held > 0; this.#held--) {
        this.#digits.push((this.#cache + carry) % RADIX);
        this.#cache = RADIX - 1;
      }
      this.#cache = first;
    }
    this.#held++;
    this.#low = (this.#low % THREE_DIGITS) * RADIX;
  }
}
