/** Reads bits that a `RangeEncoder` wrote, given the same probabilities. */
export class RangeDecoder {
  readonly #bytes: Uint8Array;
  #at: number;
  /** The range and the code: in a field of an object numbers of 32 bits would be slow. */
  readonly #now = new Uint32Array([0xffffffff, 0]);

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    // The first byte says nothing.
    this.#at = start + 1;
    for (let count = 0; count < 4; count++) this.#shift();
  }

  /** To be called after the last bit: what was damaged anywhere does not end as it was written. */
  end(): void {
    if (this.#now[1] !== 0) throw new DamagedError();
  }

  bit(given: Uint16Array, index: number): number {
    const now = this.#now;
    const probability = given[index] ?? 0;
    const bound = Math.imul((now[0] ?? 0) >>> 11, probability) >>> 0;
    const code = now[1] ?? 0;
    const bit = code < bound ? 0 : 1;
    if (bit === 0) {
      now[0] = bound;
      given[index] = probability + ((2048 - probability) >> 5);
    } else {
      now[0] = (now[0] ?? 0) - bound;
      now[1] = code - bound;
      given[index] = probability - (probability >> 5);
    }
    if ((now[0] ?? 0) < 0x1000000) this.#widen();
    return bit;
  }

  /** Bits that were as likely 0 as 1. */
  evenBits(count: number): number {
    const now = this.#now;
    let bits = 0;
    for (let left = count; left > 0; left--) {
      const half = (now[0] ?? 0) >>> 1;
      const code = now[1] ?? 0;
      const bit = code < half ? 0 : 1;
      now[0] = half;
      now[1] = code - half * bit;
      bits = (bits << 1) | bit;
      if (half < 0x1000000) this.#widen();
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
    this.#now[0] = (this.#now[0] ?? 0) << 8;
    this.#shift();
  }

  #shift(): void {
    const next = this.#bytes[this.#at++];
    if (next === undefined) throw new DamagedError();
    this.#now[1] = ((this.#now[1] ?? 0) << 8) | next;
  }
}

/** What is to be decompressed is not what was compressed. */
export class DamagedError extends RangeError {
  constructor() {
    super("compressed bytes: must be as they were written, got damaged ones");
  }
}
