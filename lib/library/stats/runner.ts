import type { Finding, Run } from "./run.ts";

/** Somewhere to run an experiment, one seed at a time. */
export interface Runner {
  run(seed: number): Promise<unknown>;
  stop(): Promise<unknown>;
}

/** A runner in this thread, which lets timers, signals and the screen have their turn. */
export function localRunner(load: () => Promise<Run<Finding>>): Runner {
  let stopped = false;
  return {
    async run(seed) {
      await new Promise((resolve) => setTimeout(resolve));
      return stopped ? undefined : (await load())(seed);
    },
    async stop() {
      stopped = true;
    },
  };
}
