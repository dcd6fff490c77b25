import type { NodeSamples } from "./node-samples.ts";

/** The feature that is asked for, and the value up to which samples go to the left. */
export interface BestSplit {
  readonly feature: number;
  readonly threshold: number;
}

/** Values of a feature that are not further apart count as one, as in sklearn. */
const SAME = 1e-7;

/**
 * The split after which the squared errors around the two means add up to least; undefined where no
 * feature has two values, or no split leaves enough samples on both sides.
 *
 * Of splits that are equally good the first is taken: the feature with the lower index, and of its
 * thresholds the lowest. sklearn looks at the features in an order that its random_state decides.
 */
export function bestSplit(node: NodeSamples, minSamplesLeaf: number): BestSplit | undefined {
  const { y, columns, orders, start, end } = node;
  const total = sumOf(node);
  let best: BestSplit | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [feature, order] of orders.entries()) {
    const column = columns[feature] as Float32Array;
    let left = 0;
    let value = column[order[start] as number] as number;
    for (let at = start + 1; at < end; at++) {
      left += y[order[at - 1] as number] as number;
      const last = value;
      value = column[order[at] as number] as number;
      if (value <= last + SAME) continue;
      const [count, others] = [at - start, end - at];
      if (count < minSamplesLeaf || others < minSamplesLeaf) continue;
      // The squared errors are Σy² less this, and Σy² is the same for all splits.
      const right = total - left;
      const score = (left * left) / count + (right * right) / others;
      if (score <= bestScore) continue;
      bestScore = score;
      best = { feature, threshold: between(last, value) };
    }
  }
  return best;
}

/** The sum of a node's targets. */
export function sumOf({ y, orders, start, end }: NodeSamples): number {
  const order = orders[0] as Int32Array;
  let total = 0;
  for (let at = start; at < end; at++) total += y[order[at] as number] as number;
  return total;
}

/** The midpoint, which must not be the greater one where rounding would make it so. */
function between(value: number, above: number): number {
  const middle = value / 2 + above / 2;
  return middle === above ? value : middle;
}
