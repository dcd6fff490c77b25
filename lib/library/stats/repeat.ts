/**
 * Runs an experiment n times and collects its numbers: `repeat(10_000, () => draw().item())`.
 * The experiment gets its index, from 0, which may serve as a seed. The numbers come as a
 * Float64Array, which JSON writes as an object: to store them, spread them into an array.
 *
 * @param n how often, a whole number of at least 1
 * @returns the n numbers, in order
 * @throws {RangeError} for another n
 * @throws {TypeError} when the experiment returns what is no number, such as a promise
 *
 * @example
 * ```ts
 * import { seeded } from "dropout-lab/random";
 * import { repeat } from "dropout-lab/stats";
 * const { random } = seeded("coins");
 * const heads = () => (random() < 0.5 ? 1 : 0);
 * repeat(8, heads).join(" ") // → '1 0 0 1 0 1 0 1'
 * ```
 */
export function repeat(n: number, experiment: (i: number) => number): Float64Array {
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new RangeError(`repeat: n must be a whole number of at least 1, got ${n}`);
  }
  const results = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const result: unknown = experiment(i);
    if (typeof result !== "number") {
      throw new TypeError(`repeat: the experiment must return a number, got ${typeof result}`);
    }
    results[i] = result;
  }
  return results;
}
