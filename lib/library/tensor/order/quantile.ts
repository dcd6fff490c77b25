import { fma32, fma64 } from "../../random/internal.ts";
import { dimension } from "../dims.ts";
import { allocate, type DType, isFloating } from "../dtype.ts";
import { requireTensor } from "../operand.ts";
import { permute, reshape } from "../shape/shape.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { type Rows, rowsAlong } from "./along.ts";
import { atRank, keys, sortOrder } from "./sort-order.ts";

/** What to take where a quantile lies between two elements. */
export type Interpolation = "linear" | "lower" | "higher" | "midpoint" | "nearest";

/** How to take quantiles. */
export interface QuantileOptions {
  keepdim?: boolean;
  interpolation?: Interpolation;
}

/** Which elements a quantile lies between, and how far from the first: its value and its slope. */
interface Between {
  readonly below: number;
  readonly above: number;
  /** None where the first is taken as it is. */
  readonly weight: number | undefined;
}

const INTERPOLATIONS: readonly string[] = ["linear", "lower", "higher", "midpoint", "nearest"];

/**
 * The quantiles of x over `dim`, or over all elements, and a function that gives their gradient.
 *
 * @throws {RangeError} for q outside [0, 1], and for a tensor without elements
 * @throws {TypeError} for integers, and for a tensor q of another kind than x
 */
export function quantile<D extends DType>(
  x: Strided<D>,
  q: number | Strided,
  dim: number | undefined,
  { keepdim = false, interpolation = "linear" }: QuantileOptions,
): { output: Strided<D>; backward: (gradient: Strided) => Strided } {
  if (!INTERPOLATIONS.includes(interpolation)) {
    throw new RangeError(
      `quantile: interpolation must be linear, lower, higher, midpoint or nearest, got ${interpolation}`,
    );
  }
  if (!isFloating(x.dtype)) throw new TypeError(`quantile: must be floats, got ${x.dtype}`);
  if (sizeOf(x.shape) === 0) {
    throw new RangeError(`quantile: must have elements, got shape [${x.shape.join(", ")}]`);
  }
  const qs = fractions(x, q);
  const flat = dim === undefined ? reshape(x, [-1]) : x;
  const rows = rowsAlong("quantile", flat, dim ?? 0) as Rows<"float32">;
  const { data, n, count } = rows;
  // A few elements of a long row are found faster than all are sorted.
  const isQuick = n > 4096 && qs.length < 8;
  const words = isQuick ? keys(x.dtype as "float32", data, false) : [];
  const order = isQuick ? undefined : sortOrder(x.dtype as "float32", rows, false);
  const ranked = (row: number, rank: number): number =>
    row * n + (order ? Number(order[row * n + rank]) : atRank(words, row * n, n, rank));
  const round = x.dtype === "float32" ? Math.fround : (value: number) => value;

  const places: Between[] = [];
  for (let row = 0; row < count; row++) {
    const hasNaN = Number.isNaN(data[ranked(row, n - 1)]);
    for (const fraction of qs) {
      // NaN is the largest, so the last element makes it the result.
      const rank = hasNaN ? n - 1 : round(fraction * (n - 1));
      const { below, above, weight } = between(rank, interpolation, round);
      places.push({ below: ranked(row, below), above: ranked(row, above), weight });
    }
  }
  const out = allocate(x.dtype as "float32", places.length);
  for (const [i, { below, above, weight }] of places.entries()) {
    const first = data[below] as number;
    out[i] =
      weight === undefined
        ? first
        : lerp(first, data[above] as number, weight, x.dtype === "float32");
  }
  const d = dim === undefined ? undefined : dimension("quantile", dim, x.shape.length);
  const kept = x.shape.flatMap((length, i) =>
    d === undefined || i === d ? (keepdim ? [1] : []) : [length],
  );
  // The quantiles lie beside each other in memory, but come first in the shape.
  const areMany = typeof q === "object" && q.shape.length === 1;
  const side = dense(x.dtype, out as never, areMany ? [...kept, qs.length] : kept);
  const output = areMany ? permute(side, [kept.length, ...kept.keys()]) : side;

  const backward = (gradient: Strided): Strided => {
    const aside = areMany ? permute(gradient, [...kept.map((_, i) => i + 1), 0]) : gradient;
    const parts = elements(aside) as Float32Array;
    const slopes = allocate(x.dtype as "float32", data.length);
    for (const [i, { below, above, weight = 0 }] of places.entries()) {
      const part = parts[i] as number;
      slopes[below] = (slopes[below] as number) + round(part * round(1 - weight));
      if (weight !== 0) slopes[above] = (slopes[above] as number) + round(part * weight);
    }
    return reshape(rows.restore(x.dtype as "float32", slopes), x.shape);
  };
  return { output, backward };
}

function fractions(x: Strided, q: number | Strided): readonly number[] {
  if (typeof q === "number") {
    requireFraction(q);
    return [x.dtype === "float32" ? Math.fround(q) : q];
  }
  requireTensor("quantile", q);
  if (q.dtype !== x.dtype) {
    throw new TypeError(`quantile: q must be of the tensor's kind, ${x.dtype}, got ${q.dtype}`);
  }
  if (q.shape.length > 1) {
    throw new RangeError(
      `quantile: q must be a number or have one dimension, got shape [${q.shape.join(", ")}]`,
    );
  }
  const list = Array.from(elements(q), Number);
  for (const fraction of list) requireFraction(fraction);
  return list;
}

function requireFraction(q: number): void {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: q must be in [0, 1], got ${q}`);
}

/** The ranks around a rank that need not be whole. */
function between(
  rank: number,
  interpolation: Interpolation,
  round: (value: number) => number,
): Between {
  const below = Math.floor(rank);
  const above = Math.ceil(rank);
  switch (interpolation) {
    case "lower":
      return { below, above: below, weight: undefined };
    case "higher":
      return { below: above, above, weight: undefined };
    case "nearest": {
      const isTie = rank - below === 0.5;
      const nearest = isTie ? below + (below % 2) : Math.round(rank);
      return { below: nearest, above: nearest, weight: undefined };
    }
    case "midpoint":
      return { below, above, weight: 0.5 };
    case "linear":
      return { below, above, weight: round(rank - below) };
  }
}

/** From a to b by the weight, from the nearer end and with one rounding at the end, as torch. */
function lerp(a: number, b: number, weight: number, isFloat32: boolean): number {
  const [factor, from] = weight < 0.5 ? [weight, a] : [weight - 1, b];
  if (isFloat32) return fma32(Math.fround(factor), Math.fround(b - a), from);
  const fused = fma64(factor, b - a, from);
  // Of infinities, and of numbers near the end of the range, the exact parts are none.
  return Number.isFinite(fused) ? fused : factor * (b - a) + from;
}
