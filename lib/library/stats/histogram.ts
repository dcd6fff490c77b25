import { type Numbers, toFloat64 } from "./numbers.ts";

/** Counts of numbers in bins of equal width. */
export interface Histogram {
  /** bins + 1 edges, ascending. */
  readonly edges: number[];
  /** The middle of each bin. */
  readonly centers: number[];
  /** How many numbers fall in each bin: [low, high), the last one closed. */
  readonly counts: number[];
  /** counts / n: the share of all numbers. */
  readonly shares: number[];
  /** shares / width: areas sum to the share within the range. */
  readonly densities: number[];
  /** The width of each bin. */
  readonly width: number;
  /** How many numbers there were, those outside the range included. */
  readonly n: number;
  /** How many numbers lie below the first edge. */
  readonly below: number;
  /** How many numbers lie above the last edge. */
  readonly above: number;
}

/**
 * Either the number of bins (10 unless told) or their width; the range is that of the numbers
 * unless told. With a width and no range the edges are whole multiples of the width.
 */
export interface HistogramOptions {
  /** A whole number of at least 1. */
  bins?: number;
  /** Above 0. */
  width?: number;
  /** The first and the last edge; with a width, whole bins of it lie between them. */
  range?: readonly [number, number];
}

/**
 * Counts numbers in bins [low, high), the last one closed, as numpy.histogram does, but with edges
 * that are rounded once: 0.3, not 3 * 0.1. Numbers that are all the same, and a range of one number,
 * get bins from half below it to half above it, unless a width is told.
 *
 * @param values at least one number; infinite ones only where a range is told
 * @throws {RangeError} without numbers, for NaN, for `bins` together with `width`, and for bins, a
 * width or a range that is none
 *
 * @example
 * ```ts
 * import { histogram } from "dropout-lab/stats";
 * const { edges, counts, shares } = histogram([58, 59, 59, 61], { width: 2 });
 * edges // → [ 58, 60, 62 ]
 * counts // → [ 3, 1 ]
 * shares // → [ 0.75, 0.25 ]
 * ```
 */
export function histogram(values: Numbers, options: HistogramOptions = {}): Histogram {
  const numbers = toFloat64("histogram", values);
  const edges = edgesFor(numbers, options);
  const bins = edges.length - 1;
  const low = edges[0] as number;
  const high = edges[bins] as number;
  const counts = new Array<number>(bins).fill(0);
  let below = 0;
  let above = 0;
  for (const value of numbers) {
    if (value < low) below++;
    else if (value > high) above++;
    else if (Number.isNaN(value)) throw new RangeError("histogram: values must not be NaN");
    else {
      // Division can land one bin off when a value lies on an edge: the edges decide.
      let bin = Math.min(Math.floor(((value - low) / (high - low)) * bins), bins - 1);
      if (value < (edges[bin] as number)) bin--;
      else if (bin < bins - 1 && value >= (edges[bin + 1] as number)) bin++;
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  const n = numbers.length;
  const width = (high - low) / bins;
  const shares = counts.map((count) => count / n);
  return {
    edges,
    centers: counts.map((_, i) => ((edges[i] as number) + (edges[i + 1] as number)) / 2),
    counts,
    shares,
    densities: shares.map((share) => share / width),
    width,
    n,
    below,
    above,
  };
}

function edgesFor(numbers: Float64Array, { bins, width, range }: HistogramOptions): number[] {
  if (bins !== undefined && width !== undefined) {
    throw new RangeError(`histogram: give bins or width, not both, got ${bins} and ${width}`);
  }
  if (bins !== undefined && !(Number.isInteger(bins) && bins >= 1)) {
    throw new RangeError(`histogram: bins must be a whole number of at least 1, got ${bins}`);
  }
  if (width !== undefined && !(width > 0 && Number.isFinite(width))) {
    throw new RangeError(`histogram: width must be positive and finite, got ${width}`);
  }
  let [low, high] = range ?? extent(numbers);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high)) {
    throw new RangeError(`histogram: range must be finite and ascending, got [${low}, ${high}]`);
  }
  let count = bins ?? 10;
  if (width !== undefined) {
    const first = range === undefined ? Math.floor(low / width) : low / width;
    count = range === undefined ? Math.floor(high / width) - first + 1 : (high - low) / width;
    if (Math.abs(count - Math.round(count)) > 1e-9 * count || count < 1) {
      throw new RangeError(
        `histogram: range must be whole bins of width ${width}, got [${low}, ${high}]`,
      );
    }
    count = Math.round(count);
    low = range === undefined ? first * width : low;
    high = range === undefined ? (first + count) * width : high;
  } else if (low === high) {
    low -= 0.5;
    high += 0.5;
  }
  const [start, end] = [low, high];
  return Array.from({ length: count + 1 }, (_, i) =>
    i === count ? end : start + (i * (end - start)) / count,
  );
}

function extent(numbers: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of numbers) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
