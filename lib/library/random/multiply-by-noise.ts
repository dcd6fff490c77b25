import { available, dropout, dropoutMkl, type Floats, Storage } from "../simd/index.ts";
import { defaultGenerator } from "./default-generator.ts";
import { mklStart, mklThreshold } from "./fill-bernoulli-mkl.ts";
import { Generator } from "./generator.ts";
import type { RandomSource } from "./random-source.ts";

type Numbers = Storage<Float32Array>;

/** How to draw noise, and where to put what. */
export interface NoiseOptions {
  /** The probability of `scale`; otherwise the noise is 0. */
  keep: number;
  scale: number;
  generator?: RandomSource | undefined;
  /** Where the product goes, if not into new numbers; may be `x`. */
  out?: Floats | undefined;
  /** Whether the noise itself is wanted. */
  keepNoise?: boolean;
}

/**
 * x times noise that is drawn on the way: the same bits as `fillBernoulli` and two multiplications,
 * in one pass of a SIMD kernel. Undefined, with nothing drawn, where it must be done step by step.
 */
export function multiplyByNoise(
  x: Floats,
  { keep, scale, generator = defaultGenerator, out, keepNoise = false }: NoiseOptions,
): { product: Numbers; noise: Numbers | undefined } | undefined {
  if (!(generator instanceof Generator) || !available()) return undefined;
  const noise = keepNoise ? Storage.floats(x.length) : undefined;
  const operands = { x, scale, out, noise: noise && { ...x, storage: noise, offset: 0 } };
  const product =
    generator.stream === "x86-mkl"
      ? dropoutMkl(mklStart(generator), mklThreshold(keep), operands)
      : dropout(generator.engine, keep, operands);
  return product && { product, noise };
}
