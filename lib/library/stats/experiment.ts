import { ExperimentResults } from "./experiment-results.ts";
import { loadRun, urlOf } from "./load-run.ts";
import type { Finding, Run, RunModule } from "./run.ts";
import { localRunner, type Runner } from "./runner.ts";
import { workerRunners } from "./worker-runners.ts";

/** How far an experiment has come. */
export interface Progress {
  /** How many seeds are finished, at least 1. */
  readonly done: number;
  /** How many seeds there are. */
  readonly total: number;
  /** The seed that has just been finished. */
  readonly seed: number;
}

/** How to run an experiment. */
export interface ExperimentOptions {
  /** Called whenever a seed is finished, in the order in which they are. */
  onProgress?: (progress: Progress) => void;
  /** Ends the experiment early; it rejects with the signal's reason. */
  signal?: AbortSignal;
  /** How many threads run a module: as many as there are processors, if left out. 0: none. */
  workers?: number;
}

/**
 * Runs an experiment once for each seed. A function runs here, seed by seed; a module runs in
 * worker threads, several seeds at a time, or here too where there are none, as in a page. What is
 * found is the same, in the order of the seeds. No thread is left when the promise settles.
 *
 * @param seeds distinct whole numbers, at least one
 * @param run finds a number, or numbers by name, from nothing but the seed
 * @throws {RangeError} without seeds, for seeds that are not distinct integers, and for a count of
 * workers that is none
 * @throws {Error} naming the first of the seeds under which the experiment fails, with the reason as
 * cause; it fails, too, when it finds no numbers
 *
 * @example
 * ```ts
 * import { seeded } from "dropout-lab/random";
 * import { experiment, repeat } from "dropout-lab/stats";
 * const dropped = (seed: number) => {
 *   const { random } = seeded(seed);
 *   return repeat(100, () => (random() < 0.4 ? 1 : 0)).reduce((sum, one) => sum + one);
 * };
 * const found = await experiment([1, 2, 3], dropped);
 * found.findings // → [ 43, 37, 39 ]
 * ```
 */
export async function experiment<F extends Finding>(
  seeds: Iterable<number>,
  run: Run<F> | RunModule,
  options: ExperimentOptions = {},
): Promise<ExperimentResults<F>> {
  const list = requireSeeds([...seeds]);
  const { workers, signal } = options;
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 0)) {
    throw new RangeError(`experiment: workers must be a whole number, got ${workers}`);
  }
  signal?.throwIfAborted();
  const runners = startRunners(run, workers, list.length);
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort);
  });
  try {
    const findings = await Promise.race([aborted, runAll<F>(list, runners, options)]);
    return new ExperimentResults(list, findings);
  } finally {
    signal?.removeEventListener("abort", abort);
    await Promise.all(runners.map((runner) => runner.stop()));
  }
}

/** Hands the seeds out in order, to whichever runner is free. */
async function runAll<F extends Finding>(
  seeds: readonly number[],
  runners: readonly Runner[],
  { onProgress }: ExperimentOptions,
): Promise<F[]> {
  const findings = new Array<F>(seeds.length);
  let next = 0;
  let done = 0;
  // A failure ends the seeds after it, not those before it: the first to fail is always named.
  let end = seeds.length;
  let failure: unknown;
  const drain = async (runner: Runner) => {
    while (next < end) {
      const index = next++;
      const seed = seeds[index] as number;
      try {
        findings[index] = requireFinding(await runner.run(seed)) as F;
      } catch (error) {
        if (index < end) failure = failed(seed, error);
        end = Math.min(end, index);
        return;
      }
      onProgress?.({ done: ++done, total: seeds.length, seed });
    }
  };
  await Promise.all(runners.map(drain));
  if (failure) throw failure;
  return findings;
}

function startRunners<F extends Finding>(
  run: Run<F> | RunModule,
  workers: number | undefined,
  seeds: number,
): readonly Runner[] {
  if (typeof run === "function") return [localRunner(async () => run)];
  const place = { url: urlOf(run.module), name: run.export ?? "run" };
  return workerRunners(place, { workers, seeds }) ?? [localRunner(() => loadRun(place))];
}

function requireSeeds(seeds: readonly number[]): readonly number[] {
  if (seeds.length === 0) throw new RangeError("experiment: must have at least one seed, got none");
  const wrong = seeds.find((seed, i) => !Number.isSafeInteger(seed) || seeds.indexOf(seed) !== i);
  if (wrong === undefined) return seeds;
  throw new RangeError(`experiment: seeds must be distinct whole numbers, got ${wrong}`);
}

function requireFinding(finding: unknown): Finding {
  const isRecord = typeof finding === "object" && finding !== null && !Array.isArray(finding);
  const values = isRecord ? Object.values(finding) : [finding];
  if (values.length > 0 && values.every((value) => typeof value === "number")) {
    return finding as Finding;
  }
  throw new TypeError(
    `the experiment must find a number or numbers by name, got ${typeof finding}`,
  );
}

function failed(seed: number, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Error(`experiment: must succeed, failed under seed ${seed}: ${message}`, { cause });
}
