import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import {
  requireCount,
  requireGenerator,
  requireKnown,
  requireOptions,
  requireWhole,
} from "../../tensor/internal.ts";

/**
 * A bootstrap sample of n rows: n of their numbers from 0 to n - 1, each drawn from all of them, so
 * that some come more than once and others never.
 *
 * @param n at least 1
 * @param options `generator` draws; the default one if left out
 * @throws {RangeError} for another n, {TypeError} for unknown options
 *
 * @example
 * ```ts
 * import { bootstrap } from "dropout-lab/estimators";
 * import { seeded } from "dropout-lab/random";
 * bootstrap(6, { generator: seeded("bootstrap") }) // → [ 1, 4, 4, 3, 2, 0 ]
 * ```
 */
export function bootstrap(n: number, options: { generator?: RandomSource } = {}): number[] {
  requireCount("bootstrap", arguments, 2);
  requireWhole("bootstrap", "n", n, 1);
  requireOptions("bootstrap", options, "{ generator: seeded(0) }");
  requireKnown("bootstrap", options, ["generator"]);
  requireGenerator("bootstrap", options.generator);
  const { generator = defaultGenerator } = options;
  return Array.from({ length: n }, () => Math.floor(generator.random() * n));
}
