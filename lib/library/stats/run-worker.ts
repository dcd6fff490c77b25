// The script of a thread that runs an experiment under each seed that it is sent.
import { parentPort, workerData } from "node:worker_threads";
import { loadRun, type RunPlace } from "./load-run.ts";

/** What comes back for a seed. */
export type SeedReply = { readonly finding: unknown } | { readonly error: unknown };

const run = loadRun(workerData as RunPlace);
// Told with the first seed, not as an error of the whole thread.
run.catch(() => {});

parentPort?.on("message", async (seed: number) => {
  try {
    send({ finding: await (await run)(seed) });
  } catch (error) {
    try {
      send({ error });
    } catch {
      // What cannot be sent, such as a function, goes as text.
      send({ error: new Error(String(error)) });
    }
  }
});

function send(reply: SeedReply): void {
  parentPort?.postMessage(reply);
}
