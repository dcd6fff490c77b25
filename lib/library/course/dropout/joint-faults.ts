import { isUnlikely } from "./chance.ts";
import type { Masks } from "./coin-faults.ts";

/** Of so many neurons every set is looked at: 4,096 of them. */
const MAX_NEURONS = 12;

/** Of so many, two draws in a check have one mask by chance less often than once in 2^80 checks. */
const MANY_NEURONS = 100;

/** Draws beyond the neurons' number: by chance some set is always even once in 2^60 checks. */
const SPARE_DRAWS = 64;

/** Fair bits that the check's `random()` gives at each call. */
const BITS_A_CALL = 23;

/** The masks of a layer, and the places of the neurons that they tell of. */
interface Drawn {
  readonly p: number;
  readonly masks: Masks;
  readonly places: readonly number[];
}

/**
 * Neurons that hang together though no two of them do: a third one that the exclusive or, or the
 * sum, of two others decides about.
 */
export function jointFault(drawn: Drawn): string | undefined {
  return oddSet(drawn) ?? repeatedMask(drawn) ?? decidedNeuron(drawn);
}

/**
 * A set of neurons of which an odd number is kept too often or too seldom. Coins are independent
 * just when no set is such; all sets are counted at once, by the Walsh-Hadamard transform.
 */
function oddSet({ p, masks, places }: Drawn): string | undefined {
  if (places.length > MAX_NEURONS) return undefined;
  /** For each set of neurons, as bits: the draws in which an even number is kept less the others. */
  const excess = new Int32Array(1 << places.length);
  for (const mask of masks) {
    const kept = mask.reduce((bits, one, i) => bits | (one << i), 0);
    excess[kept] = (excess[kept] as number) + 1;
  }
  for (let half = 1; half < excess.length; half *= 2) {
    for (let i = 0; i < excess.length; i++) {
      if ((i & half) !== 0) continue;
      const [a, b] = [excess[i] as number, excess[i + half] as number];
      excess[i] = a + b;
      excess[i + half] = a - b;
    }
  }
  let found: { members: number[]; odd: number; expected: number } | undefined;
  for (let set = 1; set < excess.length; set++) {
    const members = places.filter((_, i) => (set & (1 << i)) !== 0);
    if (found !== undefined && members.length >= found.members.length) continue;
    const odd = (masks.length - (excess[set] as number)) / 2;
    const expected = (1 - members.reduce((bias) => bias * (2 * p - 1), 1)) / 2;
    if (isUnlikely(odd, masks.length, expected)) found = { members, odd, expected };
  }
  if (found === undefined) return undefined;
  const { members, odd, expected } = found;
  return `At p = ${Number(p.toPrecision(3))} an odd number of ${list(members)} is kept in ${percent(odd / masks.length)} of 100 draws, and with a coin each in ${percent(expected)}. ${ASK}`;
}

/** Two draws that drop the same neurons, though their random numbers differ. */
function repeatedMask({ p, masks, places }: Drawn): string | undefined {
  if (p !== 0.5 || places.length < MANY_NEURONS) return undefined;
  if (new Set(masks.map((mask) => mask.join(""))).size === masks.length) return undefined;
  return `At p = 0.5 two of ${masks.length} draws drop the same of ${places.length} neurons. The mask must be drawn anew each time: keep nothing from call to call.`;
}

/**
 * At one half, the first neuron that is the exclusive or of others in all draws: a column that
 * depends on those before it, in arithmetic modulo 2.
 */
function decidedNeuron({ p, masks, places }: Drawn): string | undefined {
  if (p !== 0.5 || masks.length < places.length + SPARE_DRAWS) return undefined;
  // The constant is among them, so that "always odd" is found as "always even" is.
  const basis = new Map([[1n, { fates: (1n << BigInt(masks.length)) - 1n, members: 0n }]]);
  for (const [column, place] of places.entries()) {
    let fates = masks.reduce((bits, mask) => (bits << 1n) | BigInt(mask[column] as number), 0n);
    let members = 0n;
    for (;;) {
      const lowest = fates & -fates;
      const other = basis.get(lowest);
      if (fates === 0n || other === undefined) break;
      fates ^= other.fates;
      members ^= other.members;
    }
    if (fates === 0n) {
      const others = places.filter((_, i) => ((members >> BigInt(i)) & 1n) === 1n);
      return `At p = 0.5 ${list(others)} decide about x[${place}], in all of ${masks.length} draws. ${ASK}`;
    }
    basis.set(fates & -fates, { fates, members: members | (1n << BigInt(column)) });
  }
  return undefined;
}

/**
 * Fewer random numbers than the fates of the neurons can come from, by their entropy, of which half
 * is asked for. It holds whatever is made of the numbers, such as the seed of a generator.
 *
 * @param asked how often `random()` was asked in all draws
 */
export function faultOfAsking(masks: Masks, p: number, asked: number): string | undefined {
  const neurons = masks[0]?.length ?? 0;
  const bits = -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);
  if (asked * BITS_A_CALL >= (masks.length * neurons * bits) / 2) return undefined;
  const times = Math.round((10 * asked) / masks.length) / 10;
  return `random() is asked ${times === 1 ? "once" : `${times} times`} for ${neurons} neurons: too seldom for fates of their own, whatever is made of its numbers. ${ASK}`;
}

const ASK = "Ask random() once for each neuron.";

/** At most four by name. */
function list(places: readonly number[]): string {
  const names = places.map((place) => `x[${place}]`);
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  if (names.length < 2) return names.join();
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function percent(share: number): number {
  return Math.round(100 * share);
}
