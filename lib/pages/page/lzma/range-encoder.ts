/** Writes bits, each in as much of a byte as it surprises: what was expected costs nearly nothing. */
export class RangeEncoder {
  readonly #bytes: number[];
  #low = 0;
  #range = 0xffffffff;
  /** The last byte that may still grow by one, and how many are held back: it, and those of 255 after. */
  #cache = 0;
  #held = 1;

  /** @param bytes what is written goes there */
  constructor(bytes: number[]) {
    this.#bytes = bytes;
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
      this.#range = Math.floor(this.#range / 2);
      if (((bits >>> place) & 1) === 1) this.#low += this.#range;
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
    if (this.#range >= 0x1000000) return;
    this.#range *= 256;
    this.#shift();
  }

  #shift(): void {
    const carry = this.#low >= 0x100000000 ? 1 : 0;
    if (carry === 1 || this.#low < 0xff000000) {
      for (; this.#held > 0; this.#held--) {
        this.#bytes.push((this.#cache + carry) & 0xff);
        this.#cache = 0xff;
      }
      this.#cache = (this.#low >>> 24) & 0xff;
    }
    this.#held++;
    this.#low = (this.#low & 0xffffff) * 256;
  }
}
