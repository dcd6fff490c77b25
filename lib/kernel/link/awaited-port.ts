import type { MessagePort } from "node:worker_threads";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";

/** One end of a channel whose other end can be waited on without an event loop. */
export interface AwaitedPort {
  port: MessagePort;
  /** Counts what was posted to the end that waits. */
  posted: SharedArrayBuffer;
}

/** Both ends: the first waits for what is posted to the second. */
export function createAwaitedPorts(): [AwaitedPort, AwaitedPort] {
  const { port1, port2 } = new MessageChannel();
  const posted = new SharedArrayBuffer(4);
  // Nobody listens at this end, but Node counts it.
  port1.unref();
  return [
    { port: port1, posted },
    { port: port2, posted },
  ];
}

/** Posts a message to the end that waits, and wakes it. */
export function postAwaited({ port, posted }: AwaitedPort, message: unknown): void {
  port.postMessage(message);
  const signal = new Int32Array(posted);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}

/**
 * Waits for the next message; an interrupt ends the wait. Undefined if none comes within
 * `patience` milliseconds.
 */
export function waitForMessage(
  { port, posted }: AwaitedPort,
  patience = Number.POSITIVE_INFINITY,
): unknown {
  const signal = new Int32Array(posted);
  for (;;) {
    const seen = Atomics.load(signal, 0);
    const received = receiveMessageOnPort(port);
    if (received !== undefined) return received.message;
    if (Atomics.wait(signal, 0, seen, patience) === "timed-out") return undefined;
  }
}
