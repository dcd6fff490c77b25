import type { Tensor } from "../tensor.ts";

/**
 * Undoes broadcasting: an input that was repeated gets the sum of what comes back from its
 * repetitions.
 */
export function sumTo(gradient: Tensor, shape: readonly number[]): Tensor {
  const added = gradient.ndim - shape.length;
  const repeated = gradient.shape
    .map((_, d) => d)
    .filter((d) => d < added || (shape[d - added] === 1 && gradient.shape[d] !== 1));
  if (repeated.length === 0) return gradient;
  return gradient.sum(repeated).reshape(shape);
}
