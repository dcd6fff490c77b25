import { defaultGenerator } from "./default-generator.ts";
import { fillBernoulliMkl } from "./fill-bernoulli-mkl.ts";
import { fillBernoulliWords } from "./fill-bernoulli-words.ts";
import { Generator } from "./generator.ts";
import { requireProbability } from "./probability.ts";
import type { RandomSource } from "./random-source.ts";
import { uniform53 } from "./uniform53.ts";

/**
 * Fills `out` with ones, each with probability `p`, and zeros, as `tensor.bernoulli_(p)` does: an
 * element is 1 where a uniform number of 53 bits is below p. That is two words an element for
 * every kind of array. A generator of the stream `x86-mkl` draws as torch 2.6 and older on x86.
 *
 * @throws {RangeError} for a probability outside [0, 1]
 */
export function fillBernoulli<T extends Float32Array | Float64Array>(
  out: T,
  p: number,
  generator: RandomSource = defaultGenerator,
): T {
  requireProbability("bernoulli", p);
  if (generator instanceof Generator) {
    return generator.stream === "x86-mkl"
      ? fillBernoulliMkl(out, p, generator)
      : fillBernoulliWords(out, p, generator.engine);
  }
  for (let i = 0; i < out.length; i++) out[i] = uniform53(generator) < p ? 1 : 0;
  return out;
}
