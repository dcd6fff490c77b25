/// <reference lib="dom" />
import type { Answer, FromPage } from "../messages.ts";
import type { Settings } from "../model/settings.ts";
import type { View } from "../model/view.ts";

export interface EngineListener {
  /** What settings show; those that are wanted may be others by now. */
  view(view: View, settings: Settings): void;
  failed(reason: string): void;
}

/** The worker that computes. One question is under way at a time; of those that wait the newest counts. */
export class Engine {
  // Kept, or a browser may take the worker away.
  readonly #worker: Worker;
  #waiting: Settings | undefined;
  #isBusy = false;

  constructor(worker: Worker, listener: EngineListener) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      this.#isBusy = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next !== undefined) this.show(next);
      if ("view" in data) listener.view(data.view, data.settings);
      else listener.failed(data.failure);
    };
    worker.onerror = ({ message }) => listener.failed(message);
  }

  /** Gives the worker a file that its library reads. */
  give(name: string, bytes: Uint8Array): void {
    this.#send({ type: "data", name, bytes });
  }

  /** Asks what settings show. */
  show(settings: Settings): void {
    if (this.#isBusy) {
      this.#waiting = settings;
      return;
    }
    this.#isBusy = true;
    this.#send({ type: "show", settings });
  }

  #send(message: FromPage): void {
    this.#worker.postMessage(message);
  }
}
