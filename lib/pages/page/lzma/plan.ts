import type { MatchFinder } from "./match-finder.ts";
import {
  afterLiteral,
  afterMatch,
  afterRep,
  afterShortRep,
  LONGEST,
  moveToFront,
  SHORTEST,
} from "./model.ts";
import type { Prices } from "./prices.ts";

/** How many bytes are planned at once. */
export const BLOCK = 4096;

/** A match of this length is taken without looking for something better within it. */
const NICE = 64;

export const LITERAL = -1;
export const FIRST_DISTANCE = 4;

/** One thing to write. */
export interface Step {
  readonly length: number;
  /** `LITERAL`, which one of the last four distances, or `FIRST_DISTANCE` + a distance. */
  readonly way: number;
}

/** Where the writing is: its state, and the last four distances. */
export interface Position {
  readonly at: number;
  readonly state: number;
  readonly reps: Uint32Array;
}

/** Finds the cheapest steps through a block. */
export class Planner {
  readonly #bytes: Uint8Array;
  readonly #finder: MatchFinder;
  readonly #prices: Prices;
  // For each place of the block: what the cheapest way there costs, its last step, what holds after it.
  readonly #cost = new Float64Array(BLOCK + 1);
  readonly #length = new Int32Array(BLOCK + 1);
  readonly #way = new Int32Array(BLOCK + 1);
  readonly #state = new Uint8Array(BLOCK + 1);
  readonly #reps = Array.from({ length: BLOCK + 1 }, () => new Uint32Array(4));

  constructor(bytes: Uint8Array, finder: MatchFinder, prices: Prices) {
    this.#bytes = bytes;
    this.#finder = finder;
    this.#prices = prices;
  }

  plan({ at, state, reps }: Position): Step[] {
    const end = Math.min(BLOCK, this.#bytes.length - at);
    this.#prices.refresh();
    this.#cost.fill(Number.POSITIVE_INFINITY, 1, end + 1);
    this.#cost[0] = 0;
    this.#state[0] = state;
    this.#reps[0]?.set(reps);
    let taken = 0;
    for (let place = 0; place < end; place++) {
      const found = this.#finder.find(at + place);
      if (place > 0) this.#arrive(place);
      // Within a long match.
      if (place < taken) continue;
      const longest = this.#leave(at, place, end, found);
      if (longest >= NICE) taken = place + longest;
    }
    const steps: Step[] = [];
    for (let place = end; place > 0; ) {
      const length = this.#length[place] ?? 1;
      steps.push({ length, way: this.#way[place] ?? LITERAL });
      place -= length;
    }
    return steps.reverse();
  }

  /** The cheapest way to a place is known now: what is known after it. */
  #arrive(place: number): void {
    const length = this.#length[place] ?? 1;
    const way = this.#way[place] ?? LITERAL;
    const before = this.#state[place - length] ?? 0;
    const reps = this.#reps[place];
    const earlier = this.#reps[place - length];
    if (reps === undefined || earlier === undefined) return;
    reps.set(earlier);
    this.#state[place] = stateAfter(before, { length, way });
    repsAfter(reps, way);
  }

  /** Tries all steps from a place; gives back the length of the longest. */
  #leave(start: number, place: number, end: number, found: number): number {
    const bytes = this.#bytes;
    const prices = this.#prices;
    const finder = this.#finder;
    const at = start + place;
    const most = Math.min(LONGEST, end - place);
    const cost = this.#cost[place] ?? 0;
    const state = this.#state[place] ?? 0;
    const reps = this.#reps[place] ?? new Uint32Array(4);
    const byte = bytes[at] ?? 0;
    const instead = bytes[at - (reps[0] ?? 0) - 1] ?? -1;
    const literal = prices.literal(state, byte, bytes[at - 1] ?? 0, state < 7 ? -1 : instead);
    this.#try(place, 1, LITERAL, cost + literal);
    if (instead === byte) this.#try(place, 1, 0, cost + prices.shortRep(state));
    let longest = 1;
    for (let which = 0; which < 4; which++) {
      const length = finder.common(at - (reps[which] ?? 0) - 1, at, most);
      if (length < SHORTEST) continue;
      const sum = cost + prices.rep(state, which);
      for (let one = SHORTEST; one <= length; one++)
        this.#try(place, one, which, sum + prices.repLength(one));
      longest = Math.max(longest, length);
    }
    const sum = cost + prices.match(state);
    for (let index = 0, one = SHORTEST; index < found; index++) {
      const length = Math.min(most, finder.lengths[index] ?? 0);
      const distance = finder.distances[index] ?? 0;
      for (; one <= length; one++) {
        const price = prices.length(one) + prices.distance(distance, one);
        this.#try(place, one, FIRST_DISTANCE + distance, sum + price);
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  #try(place: number, length: number, way: number, cost: number): void {
    const there = place + length;
    if (cost >= (this.#cost[there] ?? 0)) return;
    this.#cost[there] = cost;
    this.#length[there] = length;
    this.#way[there] = way;
  }
}

export function stateAfter(state: number, { length, way }: Step): number {
  if (way === LITERAL) return afterLiteral(state);
  if (way >= FIRST_DISTANCE) return afterMatch(state);
  return length === 1 ? afterShortRep(state) : afterRep(state);
}

export function repsAfter(reps: Uint32Array, way: number): void {
  if (way >= FIRST_DISTANCE) moveToFront(reps, 3, way - FIRST_DISTANCE);
  else if (way > 0) moveToFront(reps, way, reps[way] ?? 0);
}
