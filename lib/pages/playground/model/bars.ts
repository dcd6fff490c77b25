import { roundUp } from "./numbers.ts";

/** A histogram of what a layer holds in one stage. */
export interface Bars {
  /** The share of all numbers in each bin; of zeros in none, where they are counted apart. */
  readonly shares: readonly number[];
  /** The share of numbers that are exactly 0, where they are counted apart. */
  readonly zeros: number | undefined;
  readonly mean: number;
}

/** Histograms of both stages over the same bins. */
export interface BothStages {
  readonly from: number;
  readonly to: number;
  readonly training: Bars;
  readonly evaluation: Bars;
}

const BINS = 30;

/**
 * What a layer holds in training and in evaluation. `apart` counts zeros apart: most activations
 * are zero after a ReLU and a dropout, and their bar would hide all others.
 */
export function bothStages(
  { training, evaluation }: { readonly [Stage in "training" | "evaluation"]: Float32Array },
  { apart }: { apart: boolean },
): BothStages {
  const range = roundRange([training, evaluation]);
  const [from, to] = range;
  return {
    ...{ from, to },
    training: barsOf(training, range, apart),
    evaluation: barsOf(evaluation, range, apart),
  };
}

type Range = readonly [from: number, to: number];

// One plain loop, since it runs eight times a picture: the library's histogram, which takes any
// numbers and finds bins itself, took a third of a picture's time.
function barsOf(values: Float32Array, [from, to]: Range, apart: boolean): Bars {
  const counts = new Array<number>(BINS).fill(0);
  let zeros = 0;
  let sum = 0;
  for (const value of values) {
    sum += value;
    if (apart && value === 0) {
      zeros++;
      continue;
    }
    const bin = Math.min(BINS - 1, Math.floor(((value - from) / (to - from)) * BINS));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const { length } = values;
  return {
    shares: counts.map((count) => count / length),
    zeros: apart ? zeros / length : undefined,
    mean: sum / length,
  };
}

/** A range in round numbers, so that an axis seldom moves; 0 is in it. */
function roundRange(parts: readonly Float32Array[]): Range {
  let [low, high] = [0, 0];
  for (const part of parts) {
    for (const value of part) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const unit = roundUp(Math.max(high - low, 1e-3) / 4);
  return [Math.floor(low / unit) * unit, Math.max(Math.ceil(high / unit), 1) * unit];
}
