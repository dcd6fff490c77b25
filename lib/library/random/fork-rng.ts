import { defaultGenerator } from "./default-generator.ts";

/**
 * Runs `fn`, and puts the default generator back to where it was: what `fn` draws, or how it seeds,
 * changes nothing that is drawn afterwards. If `fn` is asynchronous, that happens once its promise
 * has settled. torch's `torch.random.fork_rng`.
 *
 * @returns what `fn` returns
 *
 * @example
 * ```ts
 * import { forkRng, manualSeed } from "dropout-lab/random";
 * import { rand } from "dropout-lab/tensor";
 * manualSeed(0);
 * forkRng(() => rand([100]).mean());
 * rand([3]) // → tensor([0.4963, 0.7682, 0.0885])
 * ```
 */
export function forkRng<T>(fn: () => T): T {
  if (typeof fn !== "function") {
    throw new TypeError(`forkRng: must be a function, such as () => rand([2]), got ${typeof fn}`);
  }
  const state = defaultGenerator.getState();
  let isPending = false;
  try {
    const result = fn();
    isPending = result instanceof Promise;
    if (!(result instanceof Promise)) return result;
    return result.finally(() => defaultGenerator.setState(state)) as T;
  } finally {
    if (!isPending) defaultGenerator.setState(state);
  }
}
