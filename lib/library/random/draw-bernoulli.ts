import { defaultGenerator } from "./default-generator.ts";
import { requireProbability } from "./probability.ts";
import type { RandomSource } from "./random-source.ts";
import { uniform24 } from "./uniform24.ts";
import { uniform53 } from "./uniform53.ts";

/**
 * Replaces each probability by 1 with that probability, else by 0: `torch.bernoulli(tensor)`.
 * float32 takes one word an element, float64 two.
 *
 * @throws {RangeError} for a probability outside [0, 1]
 */
export function drawBernoulli<T extends Float32Array | Float64Array>(
  probabilities: T,
  generator: RandomSource = defaultGenerator,
): T {
  const uniform = probabilities instanceof Float32Array ? uniform24 : uniform53;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i] as number;
    requireProbability("bernoulli", p);
    probabilities[i] = uniform(generator) < p ? 1 : 0;
  }
  return probabilities;
}
