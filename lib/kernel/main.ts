import { writeSync } from "node:fs";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Host } from "./host/host.ts";
import { createAwaitedPorts } from "./link/awaited-port.ts";
import type { ToHost, WorkerStart } from "./link/messages.ts";
import { Outbox } from "./link/outbox.ts";

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
  const { port1: protocol, port2: workerHost } = new MessageChannel();
  const outbox = new Outbox((envelope) => protocol.postMessage(envelope));
  const workerData: WorkerStart = {
    connectionFile,
    directory,
    ring: outbox.ring,
    host: workerHost,
    answers: workerAnswers,
    frames: workerFrames,
    children: workerChildren,
    loaded: workerLoaded,
  };
  const worker = new Worker(new URL("./protocol/worker.js", import.meta.url), {
    workerData,
    transferList: [
      workerHost,
      workerAnswers.port,
      workerFrames.port,
      workerChildren.port,
      workerLoaded,
    ],
    stdout: false,
    stderr: false,
  });
  let host: Host | undefined;
  const leave = (): void => {
    if (host === undefined) process.exit(1);
    host.receive({ type: "exit", code: 1 });
  };
  worker.on("error", (error) => {
    const { name, message, stack } = error as Error;
    // Past the capture of process.stderr: no cell is there to show it.
    writeSync(2, `dropout-lab: ${name === "ConnectionFileError" ? message : stack}\n`);
    leave();
  });
  worker.on("exit", leave);
  // While the worker starts; what it sends waits in the port until somebody listens.
  const { Host: Loaded } = await import("./host/host.ts");
  const loadedHost = new Loaded({ directory, outbox, answers, frames, children, loaded });
  host = loadedHost;
  protocol.on("message", (message: ToHost) => loadedHost.receive(message));
}
