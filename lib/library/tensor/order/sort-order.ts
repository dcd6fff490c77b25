import type { ArrayOf, DType } from "../dtype.ts";
import type { Rows } from "./along.ts";

/**
 * Where in its row each of the first `taken` elements of the sorted row was: a stable order, in which NaN is the largest
 * and the two zeros are equal, as in torch. Each number becomes a key of one or two unsigned words,
 * which are sorted digit by digit from the lowest.
 */
export function sortOrder<D extends DType>(
  dtype: D,
  { data, n, count }: Pick<Rows<D>, "data" | "n" | "count">,
  descending: boolean,
  taken = n,
): Uint32Array {
  const words = keys(dtype, data, descending);
  const result = new Uint32Array(taken * count);
  if (taken * 32 < n) {
    for (let row = 0; row < count; row++) {
      firstOf(words, row * n, n, result.subarray(row * taken, (row + 1) * taken));
    }
    return result;
  }
  let all: Uint32Array = new Uint32Array(n);
  const [order, key, nextKey] = [new Uint32Array(n), new Uint32Array(n), new Uint32Array(n)];
  const spares: Spares = { order, key, nextKey };
  for (let row = 0; row < count; row++) {
    const start = row * n;
    for (let i = 0; i < n; i++) all[i] = i;
    for (const word of words) all = sortByWord(all, spares, word.subarray(start, start + n));
    result.set(all.subarray(0, taken), row * taken);
  }
  return result;
}

/** The first few of a row, in order, each put in its place among those before it. */
function firstOf(
  words: readonly Uint32Array[],
  start: number,
  n: number,
  order: Uint32Array,
): void {
  const high = words.at(-1) as Uint32Array;
  const low = words[0] as Uint32Array;
  let held = 0;
  let [worstHigh, worstLow] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [a, b] = [high[start + i] as number, low[start + i] as number];
    if (held === order.length && (a > worstHigh || (a === worstHigh && b >= worstLow))) continue;
    let to = held < order.length ? held++ : held - 1;
    for (; to > 0; to--) {
      const other = start + (order[to - 1] as number);
      const x = high[other] as number;
      if (x < a || (x === a && (low[other] as number) <= b)) break;
      order[to] = order[to - 1] as number;
    }
    order[to] = i;
    const last = start + (order[held - 1] as number);
    [worstHigh, worstLow] = [high[last] as number, low[last] as number];
  }
}

/** Memory for the orders and keys on their way. */
interface Spares {
  order: Uint32Array;
  key: Uint32Array;
  nextKey: Uint32Array;
}

/**
 * The order sorted by one word of the keys, without changing it where they are equal. The keys move
 * with it, since to look them up again would miss the cache.
 */
function sortByWord(from: Uint32Array, spares: Spares, word: Uint32Array): Uint32Array {
  const n = from.length;
  let order = from;
  // Short rows would spend their time on counters.
  const bits = n < 2048 ? 8 : 11;
  const mask = (1 << bits) - 1;
  const ends = new Uint32Array(mask + 1);
  const { key: first } = spares;
  for (let i = 0; i < n; i++) first[i] = word[order[i] as number] as number;
  for (let shift = 0; shift < 32; shift += bits) {
    const { order: next, key, nextKey } = spares;
    ends.fill(0);
    for (let i = 0; i < n; i++) {
      const digit = ((key[i] as number) >>> shift) & mask;
      ends[digit] = (ends[digit] as number) + 1;
    }
    if (n > 0 && ends[((key[0] as number) >>> shift) & mask] === n) continue;
    for (let total = 0, digit = 0; digit <= mask; digit++) {
      const size = ends[digit] as number;
      ends[digit] = total;
      total += size;
    }
    for (let i = 0; i < n; i++) {
      const own = key[i] as number;
      const digit = (own >>> shift) & mask;
      const to = ends[digit] as number;
      ends[digit] = to + 1;
      next[to] = order[i] as number;
      nextKey[to] = own;
    }
    spares.order = order;
    spares.key = nextKey;
    spares.nextKey = key;
    order = next;
  }
  return order;
}

/** Where in its row the element of a rank is, without sorting the row, as `sortOrder` has it. */
export function atRank(
  words: readonly Uint32Array[],
  start: number,
  n: number,
  rank: number,
): number {
  let places = new Uint32Array(n);
  for (let i = 0; i < n; i++) places[i] = i;
  let rest = rank;
  const ends = new Uint32Array(0x10000);
  for (const word of [...words].reverse()) {
    for (let shift = 16; shift >= 0 && places.length > 1; shift -= 16) {
      ends.fill(0);
      for (let i = 0; i < places.length; i++) {
        const digit = ((word[start + (places[i] as number)] as number) >>> shift) & 0xffff;
        ends[digit] = (ends[digit] as number) + 1;
      }
      let digit = 0;
      for (; rest >= (ends[digit] as number); digit++) rest -= ends[digit] as number;
      const kept = new Uint32Array(ends[digit] as number);
      let to = 0;
      for (let i = 0; i < places.length; i++) {
        const at = places[i] as number;
        if ((((word[start + at] as number) >>> shift) & 0xffff) === digit) kept[to++] = at;
      }
      places = kept;
    }
  }
  return places[rest] as number;
}

/** The words of each number's key, the lowest first. */
export function keys<D extends DType>(
  dtype: D,
  data: ArrayOf[D],
  descending: boolean,
): Uint32Array[] {
  const flip = descending ? 0xffffffff : 0;
  const { length } = data;
  if (dtype === "bool") {
    const key = new Uint32Array(length);
    for (let i = 0; i < length; i++) key[i] = (data[i] as number) ^ flip;
    return [key];
  }
  if (dtype === "float32") {
    const bits = new Int32Array((data as Float32Array).slice().buffer);
    const key = new Uint32Array(length);
    for (let i = 0; i < length; i++) {
      const word = bits[i] as number;
      key[i] = keyOf(data[i] as number, word, word >> 31) ^ flip;
    }
    return [key];
  }
  const isInteger = dtype === "int64";
  const pairs = new Int32Array((data as Float64Array).slice().buffer);
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const word = pairs[2 * i + 1] as number;
    const rest = pairs[2 * i] as number;
    if (isInteger) {
      low[i] = rest ^ flip;
      high[i] = word ^ 0x80000000 ^ flip;
    } else {
      const value = data[i] as number;
      const sign = word >> 31;
      low[i] = (Number.isNaN(value) ? 0xffffffff : value === 0 ? 0 : rest ^ sign) ^ flip;
      high[i] = keyOf(value, word, sign) ^ flip;
    }
  }
  return [low, high];
}

/** A word that orders floats: of negative ones all bits are flipped, of others the sign. */
function keyOf(value: number, word: number, sign: number): number {
  if (Number.isNaN(value)) return 0xffffffff;
  return value === 0 ? 0x80000000 : word ^ (sign | 0x80000000);
}
