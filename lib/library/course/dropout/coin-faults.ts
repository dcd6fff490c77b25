import { isUnlikely, middle } from "./chance.ts";
import { jointFault } from "./joint-faults.ts";
import type { Layer } from "./layers.ts";

/** One row a draw, one column a neuron; 1 for a neuron that is kept. */
export type Masks = readonly Uint8Array[];

/** The masks of a layer, the places of the neurons that they tell of, and their activations. */
interface Coins {
  p: number;
  masks: Masks;
  /** For each neuron 32 draws a word; 1 for kept. */
  words: readonly Uint32Array[];
  /** In how many draws each neuron is kept. */
  kept: readonly number[];
  places: readonly number[];
  activations: readonly number[];
}

/**
 * What shows that the neurons of a layer do not have coins of their own, each kept with probability
 * 1 - p whatever its place and activation.
 *
 * Every pair of neurons is compared over all draws, so whatever two of them share is found: blocks,
 * strides, shifts, permutations, and opposite coins (u and 1 - u). What they share in part is found
 * where it repeats along the layer, over all pairs of one distance. Counts that never vary, or vary
 * too much, are found in the layer and in its parts. What more than two of them share is looked for
 * at last (`jointFault`).
 *
 * Right answers may ask `random()` in any order, so they are judged as chance would (`isUnlikely`).
 * What is compared counts coins that are independent in a right answer.
 *
 * @param masks rows of the neurons whose activation is not 0, of which nothing can be seen
 */
export function faultOfCoins(masks: Masks, { x, p }: Layer): string | undefined {
  const places = [...x.keys()].filter((i) => x[i] !== 0);
  if (places.length === 0) return undefined;
  const words = places.map((_, column) => wordsOf(masks, column));
  const kept = words.map((bits) => bits.reduce((sum, word) => sum + ones(word), 0));
  const activations = places.map((i) => x[i] as number);
  const coins = { p, masks, words, kept, places, activations };
  return (
    constantNeuron(coins) ??
    farShare(coins) ??
    sharedCoin(coins) ??
    unevenPart(coins) ??
    unevenCount(coins) ??
    unevenNeuron(coins) ??
    partlySharedCoin(coins) ??
    jointFault(coins)
  );
}

function constantNeuron({ p, masks, kept, places }: Coins): string | undefined {
  const draws = masks.length;
  const fixed = kept.findIndex(
    (count) => (count === 0 || count === draws) && isUnlikely(count, draws, 1 - p),
  );
  if (fixed < 0) return undefined;
  const fate = kept[fixed] === 0 ? "dropped" : "kept";
  return `${at(p)} x[${places[fixed]}] is ${fate} in all of ${draws} draws. Every neuron needs a coin of its own, in every draw.`;
}

/** A share so far off that it says more than which neurons agree. */
function farShare({ p, masks, kept }: Coins): string | undefined {
  const coins = masks.length * kept.length;
  const share = sum(kept) / coins;
  if (Math.abs(share - (1 - p)) < 0.25 || !isUnlikely(sum(kept), coins, 1 - p)) return undefined;
  return `${at(p)} about ${percent(share)} in 100 are kept, and it should be ${percent(1 - p)}.`;
}

/** Two neurons whose fates agree too often or too seldom. */
function sharedCoin({ p, masks, words, places }: Coins): string | undefined {
  const draws = masks.length;
  const differ = 2 * p * (1 - p);
  const isOdd = Array.from({ length: draws + 1 }, (_, count) => isUnlikely(count, draws, differ));
  let odd: string | undefined;
  for (const [i, a] of words.entries()) {
    for (let j = i + 1; j < words.length; j++) {
      const differing = differences(a, words[j] as Uint32Array);
      if (!isOdd[differing]) continue;
      const pair = [`x[${places[i]}]`, `x[${places[j]}]`];
      if (differing === 0) {
        return `${at(p)} ${pair.join(" and ")} share one fate in all of ${draws} draws: they hang on one coin. Ask random() once for each neuron.`;
      }
      odd ??=
        differing === draws
          ? `${at(p)} ${pair[0]} is kept just when ${pair[1]} is dropped, in all of ${draws} draws: they hang on one coin. Ask random() once for each neuron.`
          : `${at(p)} ${pair.join(" and ")} share one fate in ${percent(1 - differing / draws)} of 100 draws, and with a coin each in ${percent(1 - differ)}. Ask random() once for each neuron.`;
    }
  }
  return odd;
}

const PARTS: readonly [string, (i: number, n: number, activation: number) => boolean][] = [
  ["the neurons", () => true],
  ["the first 16 neurons", (i) => i < 16],
  ["the first half of the neurons", (i, n) => i < n / 2],
  ["every second neuron", (i) => i % 2 === 0],
  ["every third neuron", (i) => i % 3 === 0],
  ["the negative activations", (_, __, activation) => activation < 0],
  ["the activations beyond 1", (_, __, activation) => Math.abs(activation) > 1],
  ["the activations below 1", (_, __, activation) => activation < 1],
];

/** Counts that never or hardly vary, or vary too much, in the whole layer or in a part. */
function unevenCount(coins: Coins): string | undefined {
  const { p, masks } = coins;
  for (const [name, columns] of partsOf(coins)) {
    const n = columns.length;
    const counts = masks.map((mask) => columns.reduce((sum, i) => sum + (mask[i] as number), 0));
    const { radius, probability } = middle(n, 1 - p);
    const near = counts.filter((count) => Math.abs(count - n * (1 - p)) <= radius).length;
    if (!isUnlikely(near, counts.length, probability)) continue;
    if (new Set(counts).size === 1) {
      return `${at(p)} exactly ${percent((counts[0] as number) / n)} in 100 of ${name} are kept, in every draw. Each neuron's fate is a draw of its own, so the count varies.`;
    }
    const much = near > counts.length * probability ? "hardly varies" : "varies too much";
    return `${at(p)} the number that is kept of ${name} ${much} from draw to draw. With a coin of its own for each neuron its standard deviation is the square root of n · p · (1 − p).`;
  }
  return undefined;
}

/** A part of the layer that is kept more often than the rest, or all of it. */
function unevenPart(coins: Coins): string | undefined {
  const { p, masks, kept } = coins;
  for (const [name, columns] of partsOf(coins)) {
    const count = columns.reduce((sum, i) => sum + (kept[i] as number), 0);
    const trials = columns.length * masks.length;
    if (!isUnlikely(count, trials, 1 - p)) continue;
    return `${at(p)} ${share(count / trials)} in 100 of ${name} are kept, and it should be ${share(1 - p)}, whatever their place and value.`;
  }
  return undefined;
}

function unevenNeuron({ p, masks, kept, places }: Coins): string | undefined {
  const odd = kept.findIndex((count) => isUnlikely(count, masks.length, 1 - p));
  if (odd < 0) return undefined;
  const found = percent((kept[odd] as number) / masks.length);
  return `${at(p)} x[${places[odd]}] is kept in ${found} of 100 draws, and it should be ${percent(1 - p)}, whatever its place and value.`;
}

/** Neurons of one distance that agree too often or too seldom. */
function partlySharedCoin({ p, masks, words }: Coins): string | undefined {
  const n = words.length;
  const differ = 2 * p * (1 - p);
  for (let distance = 1; distance < n; distance++) {
    // No neuron is in two pairs of one half: so the pairs are independent.
    for (const half of [0, 1]) {
      let differing = 0;
      let pairs = 0;
      for (let i = 0; i < n - distance; i++) {
        if (Math.floor(i / distance) % 2 !== half) continue;
        differing += differences(words[i] as Uint32Array, words[i + distance] as Uint32Array);
        pairs += masks.length;
      }
      if (!isUnlikely(differing, pairs, differ)) continue;
      return `${at(p)} neurons ${distance} apart share one fate in ${percent(1 - differing / pairs)} of 100 draws, and with a coin each in ${percent(1 - differ)}. Ask random() once for each neuron.`;
    }
  }
  return undefined;
}

function partsOf({ activations }: Coins): [string, number[]][] {
  const n = activations.length;
  return PARTS.map(([name, isIn]) => [
    name,
    [...activations.keys()].filter((i) => isIn(i, n, activations[i] as number)),
  ]);
}

/** The fates of a neuron as bits, 32 draws a word. */
function wordsOf(masks: Masks, column: number): Uint32Array {
  const words = new Uint32Array(Math.ceil(masks.length / 32));
  for (const [draw, mask] of masks.entries()) {
    const word = draw >> 5;
    words[word] = (words[word] as number) | ((mask[column] as number) << (draw & 31));
  }
  return words;
}

function differences(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < a.length; word++) {
    count += ones((a[word] as number) ^ (b[word] as number));
  }
  return count;
}

/** How many bits of a word are 1. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function at(p: number): string {
  return `At p = ${Number(p.toPrecision(3))}`;
}

function percent(share: number): number {
  return Math.round(100 * share);
}

/** In a hundred, with one digit more where a share is only a little off. */
function share(value: number): number {
  return Math.round(1000 * value) / 10;
}
