/// <reference lib="dom" />

import type { FromWorker, ToWorker } from "./messages.ts";
import { readMessage } from "./read-message.ts";

/** How often the frame is asked whether it lives, in milliseconds, and how often it may fail to say. */
const PULSE = 1_000;
const PATIENCE = 4;

/** What a worker is started with. */
export interface KernelWorkerOptions {
  /** The document of its frame, trusted. */
  readonly frame: string;
  readonly script: string;
  readonly hear: (message: FromWorker) => void;
  /** Hears that it has died, and why, in one sentence. */
  readonly died: (reason: string) => void;
}

const DIED = "The worker that ran the cells has ended";
const FULL = `${DIED}, most likely since the cells used up its memory.`;

/** A worker in a hidden frame of its own, until it is ended or dies. */
export class KernelWorker {
  readonly #frame = document.createElement("iframe");
  readonly #port: MessagePort;
  readonly #alive: MessagePort;
  readonly #pulse: ReturnType<typeof setInterval>;
  #unanswered = 0;

  constructor({ frame, script, hear, died }: KernelWorkerOptions) {
    const { port1: port, port2 } = new MessageChannel();
    const { port1: alive, port2: alive2 } = new MessageChannel();
    this.#port = port;
    this.#alive = alive;
    port.onmessage = ({ data }) => {
      const message = readMessage(data);
      if (message !== undefined) hear(message);
    };
    const die = (reason: string) => {
      this.end();
      died(reason);
    };
    alive.onmessage = ({ data }: MessageEvent<string>) => {
      if (data !== "") die(`${DIED}: ${data}.`);
      this.#unanswered = 0;
    };
    // A frame whose process has crashed says nothing, and no event tells of it.
    this.#pulse = setInterval(() => {
      if (this.#unanswered++ >= PATIENCE) die(FULL);
      else alive.postMessage("");
    }, PULSE);
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.title = "Runs the cells";
    this.#frame.hidden = true;
    this.#frame.srcdoc = frame;
    this.#frame.addEventListener(
      "load",
      () => this.#frame.contentWindow?.postMessage(script, "*", [alive2, port2]),
      { once: true },
    );
    document.body.append(this.#frame);
  }

  post(message: ToWorker): void {
    this.#port.postMessage(message);
  }

  /** Ends it at once, whatever runs. */
  end(): void {
    clearInterval(this.#pulse);
    this.#port.close();
    this.#alive.close();
    this.#frame.remove();
  }
}
