import type { ArrayOf, DType } from "../dtype.ts";
import type { Rows } from "./along.ts";

/**
 * Where in its row each element of the sorted row was: a stable order, in which NaN is the largest
 * and the two zeros are equal, as in torch. Each number becomes a key of one or two unsigned words,
 * which are sorted digit by digit from the lowest.
 */
export function sortOrder<D extends DType>(
  dtype: D,
  { data, n, count }: Pick<Rows<D>, "data" | "n" | "count">,
  descending: boolean,
): Uint32Array {
  const words = keys(dtype, data, descending);
  const result = new Uint32Array(n * count);
  const spare = new Uint32Array(n);
  for (let row = 0; row < count; row++) {
    const start = row * n;
    const order = result.subarray(start, start + n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (const word of words) sortByWord(order, spare, word.subarray(start, start + n));
  }
  return result;
}

/** Sorts the order by one word of the keys, without changing it where they are equal. */
function sortByWord(order: Uint32Array, spare: Uint32Array, key: Uint32Array): void {
  const n = order.length;
  // Short rows would spend their time on counters.
  const bits = n < 2048 ? 8 : 11;
  const mask = (1 << bits) - 1;
  const ends = new Uint32Array(mask + 1);
  for (let shift = 0; shift < 32; shift += bits) {
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
      const from = order[i] as number;
      const digit = ((key[from] as number) >>> shift) & mask;
      const to = ends[digit] as number;
      ends[digit] = to + 1;
      spare[to] = from;
    }
    order.set(spare);
  }
}

/** The words of each number's key, the lowest first. */
function keys<D extends DType>(dtype: D, data: ArrayOf[D], descending: boolean): Uint32Array[] {
  const flip = descending ? 0xffffffff : 0;
  const { length } = data;
  if (dtype === "bool") return [Uint32Array.from(data as Uint8Array, (bit) => bit ^ flip)];
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
