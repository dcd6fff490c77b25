import type { Worker } from "node:worker_threads";
import type { RunPlace } from "./load-run.ts";
import type { SeedReply } from "./run-worker.ts";
import type { Runner } from "./runner.ts";

/** Not written into `new URL()`: there a bundler would take it for a file of the page. */
const SCRIPT = "./run-worker.js";

/**
 * Worker threads that run an experiment, no more than there are seeds. Undefined where none are
 * wanted, or there are no threads, as in a page.
 */
export function workerRunners(
  place: RunPlace,
  { workers, seeds }: { workers: number | undefined; seeds: number },
): readonly Runner[] | undefined {
  // Not imported, so that a page can load this module.
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  const os = globalThis.process?.getBuiltinModule?.("node:os");
  if (!threads || !os || workers === 0) return undefined;
  const count = Math.min(workers ?? os.availableParallelism(), seeds);
  // None of the process's flags: some, such as --input-type, stop a thread from starting.
  const options = { workerData: place, execArgv: [] };
  const script = new URL(SCRIPT, import.meta.url);
  return Array.from({ length: count }, () => workerRunner(new threads.Worker(script, options)));
}

function workerRunner(worker: Worker): Runner {
  let settle = (_: SeedReply) => {};
  worker.on("message", (reply: SeedReply) => settle(reply));
  worker.on("error", (error) => settle({ error }));
  worker.on("exit", (code) => settle({ error: new Error(`the thread ended with ${code}`) }));
  return {
    async run(seed) {
      const reply = await new Promise<SeedReply>((resolve) => {
        settle = resolve;
        worker.postMessage(seed);
      });
      if ("error" in reply) throw reply.error;
      return reply.finding;
    },
    stop: () => worker.terminate(),
  };
}
