import {
  distanceSlot,
  type LengthModel,
  LONGEST,
  literalContext,
  type Model,
  SHORTEST,
  slotContext,
} from "./model.ts";

/** What a bit costs of which this was expected, in bits; one number for 16 probabilities. */
const COSTS = Float64Array.from({ length: 128 }, (_, index) => -Math.log2((index + 0.5) / 128));

/** What each way to go on would cost, in bits. */
export class Prices {
  readonly #model: Model;
  readonly #lengths = new Float64Array(LONGEST + 1);
  readonly #repLengths = new Float64Array(LONGEST + 1);
  readonly #slots = new Float64Array(4 << 6);
  readonly #near = new Float64Array(128);
  readonly #align = new Float64Array(16);

  constructor(model: Model) {
    this.#model = model;
  }

  /** Takes over what the model expects now, which is too much to do for every byte. */
  refresh(): void {
    const { lengths, repLengths, slots, near, align } = this.#model;
    fillLengths(this.#lengths, lengths);
    fillLengths(this.#repLengths, repLengths);
    for (let index = 0; index < this.#slots.length; index++) {
      this.#slots[index] = numberCost(slots, 6, index & 63, index & ~63);
    }
    for (let distance = 4; distance < this.#near.length; distance++) {
      const { slot, bits, start } = distanceSlot(distance);
      this.#near[distance] = reversedCost(near, bits, distance - start, start - slot);
    }
    for (let low = 0; low < 16; low++) this.#align[low] = reversedCost(align, 4, low, 0);
  }

  /** @param instead how a match would have gone on, or -1 */
  literal(state: number, byte: number, before: number, instead: number): number {
    const { isMatch, literals } = this.#model;
    const context = literalContext(before);
    let sum = bitCost(isMatch, state, 0);
    let node = 1;
    let ahead = instead;
    for (let place = 7; place >= 0; place--) {
      const bit = (byte >> place) & 1;
      const expected = (ahead >> 7) & 1;
      const from = ahead < 0 ? 0 : (1 + expected) << 8;
      sum += bitCost(literals, context + from + node, bit);
      node = (node << 1) | bit;
      ahead = bit === expected && ahead >= 0 ? ahead << 1 : -1;
    }
    return sum;
  }

  /** What all new matches cost, beside length and distance. */
  match(state: number): number {
    const { isMatch, isRep } = this.#model;
    return bitCost(isMatch, state, 1) + bitCost(isRep, state, 0);
  }

  /** What all matches cost at one of the last four distances, beside the length. */
  rep(state: number, which: number): number {
    const { isMatch, isRep, isRepG0, isRepG1, isRepG2, isRep0Long } = this.#model;
    const common = bitCost(isMatch, state, 1) + bitCost(isRep, state, 1);
    if (which === 0) return common + bitCost(isRepG0, state, 0) + bitCost(isRep0Long, state, 1);
    const older = common + bitCost(isRepG0, state, 1);
    if (which === 1) return older + bitCost(isRepG1, state, 0);
    return older + bitCost(isRepG1, state, 1) + bitCost(isRepG2, state, which - 2);
  }

  /** One byte at the last distance. */
  shortRep(state: number): number {
    const { isMatch, isRep, isRepG0, isRep0Long } = this.#model;
    return (
      bitCost(isMatch, state, 1) +
      bitCost(isRep, state, 1) +
      bitCost(isRepG0, state, 0) +
      bitCost(isRep0Long, state, 0)
    );
  }

  length(length: number): number {
    return this.#lengths[length] ?? 0;
  }

  repLength(length: number): number {
    return this.#repLengths[length] ?? 0;
  }

  distance(distance: number, length: number): number {
    const context = slotContext(length);
    if (distance < 4) return this.#slots[context + distance] ?? 0;
    const bits = 30 - Math.clz32(distance);
    const slot = this.#slots[context + 2 * bits + (distance >>> bits)] ?? 0;
    if (distance < 128) return slot + (this.#near[distance] ?? 0);
    return slot + bits - 4 + (this.#align[distance & 15] ?? 0);
  }
}

function bitCost(given: Uint16Array, index: number, bit: number): number {
  const probability = given[index] ?? 0;
  return COSTS[(bit === 0 ? probability : 2048 - probability) >> 4] ?? 0;
}

function numberCost(given: Uint16Array, count: number, number: number, from: number): number {
  let sum = 0;
  let node = 1;
  for (let place = count - 1; place >= 0; place--) {
    const bit = (number >> place) & 1;
    sum += bitCost(given, from + node, bit);
    node = (node << 1) | bit;
  }
  return sum;
}

function reversedCost(given: Uint16Array, count: number, number: number, from: number): number {
  let sum = 0;
  let node = 1;
  for (let place = 0; place < count; place++) {
    const bit = (number >> place) & 1;
    sum += bitCost(given, from + node, bit);
    node = (node << 1) | bit;
  }
  return sum;
}

function fillLengths(prices: Float64Array, { choice, low, middle, high }: LengthModel): void {
  const above = bitCost(choice, 0, 1);
  for (let length = 0; length <= LONGEST - SHORTEST; length++) {
    prices[SHORTEST + length] =
      length < 8
        ? bitCost(choice, 0, 0) + numberCost(low, 3, length, 0)
        : length < 16
          ? above + bitCost(choice, 1, 0) + numberCost(middle, 3, length - 8, 0)
          : above + bitCost(choice, 1, 1) + numberCost(high, 8, length - 16, 0);
  }
}
