import { writeSync } from "node:fs";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Host } from "./host/host.ts";
import { Outbox, type Parcel } from "./host/outbox.ts";
import { createAwaitedPorts } from "./link/awaited-port.ts";
import type { ToHost, WorkerStart } from "./link/messages.ts";

/**
 * Starts the kernel in this process: the protocol in a worker, the learner's code on the main
 * thread, nothing of ours in between.
 */
export async function startKernel(
  connectionFile: string,
  directory = process.cwd(),
): Promise<void> {
  const [answers, workerAnswers] = createAwaitedPorts();
  const [frames, workerFrames] = createAwaitedPorts();
  const [children, workerChildren] = createAwaitedPorts();
  const { port1: loaded, port2: workerLoaded } = new MessageChannel();
  let worker: Worker | undefined;
  const outbox = new Outbox((parcel: Parcel) => worker?.postMessage(parcel));
  const workerData: WorkerStart = {
    connectionFile,
    directory,
    ring: outbox.ring,
    answers: workerAnswers,
    frames: workerFrames,
    children: workerChildren,
    loaded: workerLoaded,
  };
  worker = new Worker(new URL("./protocol/worker.js", import.meta.url), {
    workerData,
    transferList: [workerAnswers.port, workerFrames.port, workerChildren.port, workerLoaded],
    stdout: false,
    stderr: false,
  });
  let host: Host | undefined;
  const early: ToHost[] = [];
  const receive = (message: ToHost): void => {
    if (host === undefined) early.push(message);
    else host.receive(message);
  };
  worker.on("message", receive);
  worker.on("error", (error) => {
    const { name, message, stack } = error as Error;
    // Past the capture of process.stderr: no cell is there to show it.
    writeSync(2, `dropout-lab: ${name === "ConnectionFileError" ? message : stack}\n`);
    receive({ type: "exit", code: 1 });
  });
  worker.on("exit", () => receive({ type: "exit", code: 1 }));
  // While the worker starts.
  const { Host: Loaded } = await import("./host/host.ts");
  host = new Loaded({ directory, outbox, answers, frames, children, loaded });
  for (const message of early) host.receive(message);
}
