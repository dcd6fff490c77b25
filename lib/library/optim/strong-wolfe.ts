import type { Tensor } from "../tensor/index.ts";

/** A point on the line: how far it is, its loss, its gradient, and the slope along the line. */
export interface LinePoint<G = Tensor> {
  readonly t: number;
  readonly f: number;
  readonly g: G;
  readonly slope: number;
}

/** Where the search begins and ends. */
interface Search<G> {
  readonly from: LinePoint<G>;
  /** The first step to try. */
  readonly t: number;
  /** The largest element of the direction. */
  readonly size: number;
  readonly toleranceChange: number;
  /** How many iterations it may take. */
  readonly most: number;
}

/** The constants of Nocedal and Wright's book, (3.7): how much less, and how much flatter. */
const C1 = 1e-4;
const C2 = 0.9;

/**
 * Looks along a line for a point where the strong Wolfe conditions hold: the loss is less, by a part
 * of what the slope promised, and the slope is flatter. First a bracket is widened until it must hold
 * such a point, then it is narrowed. Step by step as torch's `_strong_wolfe`.
 *
 * @param at computes a point of the line
 */
export function strongWolfe<G = Tensor>(
  at: (t: number) => LinePoint<G>,
  { from, t, size, toleranceChange, most }: Search<G>,
): { point: LinePoint<G>; evaluations: number } {
  const isTooHigh = ({ t, f }: LinePoint<G>) => f > from.f + C1 * t * from.slope;
  const isFlat = ({ slope }: LinePoint<G>) => Math.abs(slope) <= -C2 * from.slope;
  let evaluations = 1;
  let previous = from;
  let point = at(t);
  let iteration = 0;
  let bracket: [LinePoint<G>, LinePoint<G>] | undefined;
  for (; iteration < most; iteration++) {
    if (isTooHigh(point) || (iteration > 1 && point.f >= previous.f)) {
      bracket = [previous, point];
      break;
    }
    if (isFlat(point)) return { point, evaluations };
    if (point.slope >= 0) {
      bracket = [previous, point];
      break;
    }
    const least = point.t + 0.01 * (point.t - previous.t);
    const next = lowestOfCubic([previous, point], [least, point.t * 10]);
    previous = point;
    point = at(next);
    evaluations++;
  }
  bracket ??= [from, point];

  let isStuck = false;
  for (; iteration < most; iteration++) {
    const a: LinePoint<G> = bracket[0];
    const b: LinePoint<G> = bracket[1];
    const isFirstLow: boolean = a.f <= b.f;
    const [low, high]: [LinePoint<G>, LinePoint<G>] = isFirstLow ? [a, b] : [b, a];
    const [left, right] = [Math.min(a.t, b.t), Math.max(a.t, b.t)];
    if ((right - left) * size < toleranceChange) break;
    let next = lowestOfCubic([a, b], [left, right]);
    // Too near to an end twice in a row, or beyond it: a tenth of the bracket away from that end.
    const margin = 0.1 * (right - left);
    if (Math.min(right - next, next - left) < margin) {
      if (isStuck || next >= right || next <= left) {
        next = Math.abs(next - right) < Math.abs(next - left) ? right - margin : left + margin;
        isStuck = false;
      } else {
        isStuck = true;
      }
    } else {
      isStuck = false;
    }
    point = at(next);
    evaluations++;
    if (isTooHigh(point) || point.f >= low.f) {
      bracket = isFirstLow ? [low, point] : [point, low];
      continue;
    }
    if (isFlat(point)) return { point, evaluations };
    const other = point.slope * (high.t - low.t) >= 0 ? low : high;
    bracket = isFirstLow ? [point, other] : [other, point];
  }
  const [a, b] = bracket;
  return { point: a.f <= b.f ? a : b, evaluations };
}

/** Where the cubic through both points with their slopes is lowest, within the bounds. */
function lowestOfCubic(
  [a, b]: readonly [LinePoint<unknown>, LinePoint<unknown>],
  [least, most]: readonly [number, number],
): number {
  const d1 = a.slope + b.slope - (3 * (a.f - b.f)) / (a.t - b.t);
  const square = d1 * d1 - a.slope * b.slope;
  if (!(square >= 0)) return (least + most) / 2;
  const d2 = Math.sqrt(square);
  const [left, right] = a.t <= b.t ? [a, b] : [b, a];
  const back = (right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2);
  return Math.min(Math.max(right.t - (right.t - left.t) * back, least), most);
}
