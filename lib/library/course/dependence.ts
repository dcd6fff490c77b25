/**
 * How many draws `dependence` looks at: two independent fair coins agree in all of them with
 * probability 2^-64.
 */
export const DRAWS = 64;

/** One row a draw, one column a neuron; 1 for a neuron that is kept. */
export type Masks = readonly Uint8Array[];

/**
 * What shows that the neurons of one layer, or its draws, do not have fair coins of their own.
 *
 * Every pair of neurons is compared over 64 draws, so whatever two of them share is found: blocks,
 * strides, shifts, permutations, and opposite coins (u and 1 - u). What they share in part is found
 * where it repeats along the layer, over all pairs of one distance.
 *
 * Right answers may ask `random()` in any order, so they are judged as chance would: each bound is
 * Hoeffding's or Azuma's at 1e-12. With 4,096 distances, pairs of draws and groups, and 2 million
 * pairs of neurons at 2^-63, a right answer fails with a probability below 1e-8.
 *
 * @param masks 64 draws of one layer of at most 2,048 neurons, at p = 0.5
 */
export function dependence(masks: Masks): string | undefined {
  return (
    constantNeuron(masks) ??
    wrongShare(masks) ??
    repeatedDraw(masks) ??
    sharedCoin(masks) ??
    oppositeCoins(masks) ??
    unevenCount(masks) ??
    unevenPlaces(masks) ??
    partlyRepeatedDraw(masks) ??
    partlySharedCoin(masks)
  );
}

/** Sums of n independent ±1 stay below this, but for one in 1e12: 2 exp(-t²/2n) = 1e-12. */
function bound(n: number): number {
  return Math.sqrt(2 * n * Math.log(2e12));
}

function constantNeuron(masks: Masks): string | undefined {
  const kept = keptOf(masks);
  const fixed = kept.findIndex((count) => count === 0 || count === masks.length);
  if (fixed < 0) return undefined;
  const fate = kept[fixed] === 0 ? "dropped" : "kept";
  return `At p = 0.5 x[${fixed}] is ${fate} in all of ${masks.length} draws. Every neuron needs a coin of its own, in every draw.`;
}

/** A share so far off that it says more than which neurons agree. */
function wrongShare(masks: Masks): string | undefined {
  const share = sum(keptOf(masks)) / masks.length / widthOf(masks);
  if (Math.abs(share - 0.5) < 0.25) return undefined;
  return `At p = 0.5 about ${percent(share)} in 100 are kept, and it should be 50.`;
}

/** Two neurons whose fates are the same in all draws. */
export function sharedCoin(masks: Masks): string | undefined {
  const pair = pairOf(masks, { opposite: false });
  if (pair === undefined) return undefined;
  return `x[${pair[0]}] and x[${pair[1]}] share one fate in all of ${masks.length} draws: they hang on one coin. Ask random() once for each neuron.`;
}

function oppositeCoins(masks: Masks): string | undefined {
  const pair = pairOf(masks, { opposite: true });
  if (pair === undefined) return undefined;
  return `x[${pair[0]}] is kept just when x[${pair[1]}] is dropped, in all of ${masks.length} draws: they hang on one coin. Ask random() once for each neuron.`;
}

/** The same mask in two calls, and no sign that only a few coins made it. */
function repeatedDraw(masks: Masks): string | undefined {
  const different = new Set(masks.map((mask) => mask.join("")));
  const [first, second] = wordsOf(masks);
  const fates = new Set(Array.from(first, (word, i) => `${word} ${second[i]}`));
  if (different.size === masks.length || fates.size < DRAWS) return undefined;
  return "Two calls drop the same neurons, though their random numbers differ: the mask of an earlier call is used again. Draw it anew in every call.";
}

/** Two calls whose masks agree too often or too seldom. */
function partlyRepeatedDraw(masks: Masks): string | undefined {
  const n = widthOf(masks);
  for (const [row, mask] of masks.entries()) {
    for (const other of masks.slice(0, row)) {
      let differing = 0;
      for (let i = 0; i < n; i++) differing += (mask[i] as number) ^ (other[i] as number);
      if (Math.abs(n - 2 * differing) < bound(n)) continue;
      return "The masks of two calls hang together, though their random numbers differ: something is kept from an earlier call. Draw the mask anew in every call.";
    }
  }
  return undefined;
}

/** Counts that never or hardly vary: a share that is exact, in the whole layer or in its blocks. */
function unevenCount(masks: Masks): string | undefined {
  const n = widthOf(masks);
  const counts = masks.map((mask) => sum(mask));
  // For 64 draws of independent coins the ratio is 1 ± 0.18; below 0.1 it is once in 1e19.
  const squares = counts.map((count) => (count - n / 2) * (count - n / 2));
  if (sum(squares) / masks.length / (n / 4) >= 0.1) return undefined;
  if (new Set(counts).size === 1) {
    return `At p = 0.5 exactly ${percent((counts[0] as number) / n)} in 100 are kept, in every draw. Each neuron's fate is a draw of its own, so the count varies.`;
  }
  return "The number of kept neurons hardly varies from draw to draw. With a coin for each neuron its standard deviation is the square root of n · p · (1 − p).";
}

/** A part of the layer that is kept more often than the rest, or all of it. */
function unevenPlaces(masks: Masks): string | undefined {
  const kept = keptOf(masks);
  const groups: [string, (i: number) => boolean][] = [
    ["neurons", () => true],
    ["the first 16 neurons", (i) => i < 16],
    ["the first half of the neurons", (i) => i < kept.length / 2],
    ["every second neuron", (i) => i % 2 === 0],
    ["every third neuron", (i) => i % 3 === 0],
  ];
  for (const [name, isIn] of groups) {
    const counts = kept.filter((_, i) => isIn(i));
    const coins = counts.length * masks.length;
    if (Math.abs(2 * sum(counts) - coins) < bound(coins)) continue;
    return `At p = 0.5 ${percent(sum(counts) / coins)} in 100 of ${name} are kept, and it should be 50, whatever their place and value.`;
  }
  return undefined;
}

/** Neurons of one distance that agree too often or too seldom. */
function partlySharedCoin(masks: Masks): string | undefined {
  const n = widthOf(masks);
  const [first, second] = wordsOf(masks);
  for (let distance = 1; distance < n; distance++) {
    let differing = 0;
    for (let i = distance; i < n; i++) {
      differing += ones((first[i] as number) ^ (first[i - distance] as number));
      differing += ones((second[i] as number) ^ (second[i - distance] as number));
    }
    const pairs = masks.length * (n - distance);
    if (Math.abs(pairs - 2 * differing) < bound(pairs)) continue;
    return `At p = 0.5 neurons ${distance} apart share one fate in ${percent(1 - differing / pairs)} of 100 draws, and with a coin each in 50. Ask random() once for each neuron.`;
  }
  return undefined;
}

/** How many bits of a word are 1. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The first two neurons whose fates are the same in all draws, or opposite in all. */
function pairOf(masks: Masks, { opposite }: { opposite: boolean }): readonly number[] | undefined {
  const seen = new Map<string, number>();
  const [first, second] = wordsOf(masks);
  for (let i = 0; i < widthOf(masks); i++) {
    const [a, b] = [first[i] as number, second[i] as number];
    const other = seen.get(opposite ? `${~a} ${~b}` : `${a} ${b}`);
    if (other !== undefined) return [other, i];
    seen.set(`${a} ${b}`, i);
  }
  return undefined;
}

/** The fates of each neuron as bits, in two words of 32 draws each. */
function wordsOf(masks: Masks): readonly [Int32Array, Int32Array] {
  const word = (rows: Masks) =>
    Int32Array.from({ length: widthOf(masks) }, (_, i) => {
      let bits = 0;
      for (const row of rows) bits = (bits << 1) | (row[i] as number);
      return bits;
    });
  return [word(masks.slice(0, 32)), word(masks.slice(32))];
}

/** In how many draws each neuron is kept. */
function keptOf(masks: Masks): Uint32Array {
  const counts = new Uint32Array(widthOf(masks));
  for (const mask of masks)
    mask.forEach((kept, i) => {
      counts[i] = (counts[i] as number) + kept;
    });
  return counts;
}

function widthOf(masks: Masks): number {
  return masks[0]?.length ?? 0;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}

function percent(share: number): number {
  return Math.round(100 * share);
}
