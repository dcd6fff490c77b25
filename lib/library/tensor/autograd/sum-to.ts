import { sum } from "../reduce/reduce.ts";
import { reshape } from "../shape/shape.ts";
import type { Strided } from "../strided.ts";

/**
 * Undoes broadcasting: an input that was repeated gets the sum of what comes back from its
 * repetitions.
 */
export function sumTo(gradient: Strided, shape: readonly number[]): Strided {
  const added = gradient.shape.length - shape.length;
  const repeated = gradient.shape
    .map((_, d) => d)
    .filter((d) => d < added || (shape[d - added] === 1 && gradient.shape[d] !== 1));
  if (repeated.length === 0) return gradient;
  return reshape(sum(gradient, repeated, false), shape);
}
