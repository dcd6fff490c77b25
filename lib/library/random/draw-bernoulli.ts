import { defaultGenerator } from "./default-generator.ts";
import { fillRand } from "./fill-rand.ts";
import { requireProbability } from "./probability.ts";
import type { RandomSource } from "./random-source.ts";

/**
 * Replaces each probability by 1 with that probability, else by 0: `torch.bernoulli(tensor)`.
 * float32 takes one word an element, float64 two; what stands before a wrong probability is drawn.
 *
 * @throws {RangeError} for a probability outside [0, 1]
 */
export function drawBernoulli<T extends Float32Array | Float64Array>(
  probabilities: T,
  generator: RandomSource = defaultGenerator,
): T {
  const count = countProbabilities(probabilities);
  const uniforms = fillRand(probabilities.slice(0, count), generator);
  for (let i = 0; i < count; i++) {
    probabilities[i] = (uniforms[i] as number) < (probabilities[i] as number) ? 1 : 0;
  }
  if (count < probabilities.length) requireProbability("bernoulli", probabilities[count] as number);
  return probabilities;
}

/** How many there are before the first that is no probability. */
function countProbabilities(numbers: Float32Array | Float64Array): number {
  let count = 0;
  for (; count < numbers.length; count++) {
    const p = numbers[count] as number;
    if (!(p >= 0 && p <= 1)) break;
  }
  return count;
}
