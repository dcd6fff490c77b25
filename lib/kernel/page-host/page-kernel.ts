/// <reference lib="dom" />

import type { BundledModules, CellOutput, CellResult, FromWorker, ToWorker } from "./messages.ts";
import { trustedScriptUrl } from "./trusted-script-url.ts";

/** What a page's kernel is made with. */
export interface PageKernelOptions {
  /** The worker's script, as `workerScript()` makes it. */
  readonly script: string;
  readonly modules: BundledModules;
  /** Hears what cells show, also after they have ended. */
  readonly output: (output: CellOutput) => void;
}

/** How a cell ended; "stopped" if the worker was ended under it. */
export type RunResult = CellResult | { readonly status: "stopped" };

/**
 * The page's side: a worker that runs cells. A page has one at most, since it makes the page's only
 * policy of Trusted Types and seals those that let text be evaluated.
 */
export class PageKernel {
  readonly #options: PageKernelOptions;
  readonly #url: string;
  readonly #waiting = new Map<number, (result: RunResult) => void>();
  #worker: Worker;
  #ready: Promise<void>;
  #serial = 0;

  constructor(options: PageKernelOptions) {
    this.#options = options;
    this.#url = trustedScriptUrl(options.script);
    ({ worker: this.#worker, ready: this.#ready } = this.#start());
  }

  /** Runs a cell after those that were asked for before; `title` is what tracebacks call it. */
  async run(source: string, { title }: { readonly title: string }): Promise<RunResult> {
    const cell = ++this.#serial;
    const worker = this.#worker;
    const result = new Promise<RunResult>((resolve) => this.#waiting.set(cell, resolve));
    await this.#ready;
    // Else it was stopped before it began.
    if (worker === this.#worker) this.#post({ type: "run", cell, title, source });
    return result;
  }

  /**
   * Ends whatever runs at once, and with it all that cells have declared; a new worker waits for
   * cells then.
   */
  restart(): Promise<void> {
    this.#worker.terminate();
    for (const resolve of this.#waiting.values()) resolve({ status: "stopped" });
    this.#waiting.clear();
    ({ worker: this.#worker, ready: this.#ready } = this.#start());
    return this.#ready;
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #start(): { worker: Worker; ready: Promise<void> } {
    const worker = new Worker(this.#url);
    const ready = new Promise<void>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === "ready") resolve();
        else if (data.type === "done") {
          this.#waiting.get(data.cell)?.(data.result);
          this.#waiting.delete(data.cell);
        } else this.#options.output(data);
      };
    });
    worker.postMessage({ type: "start", modules: this.#options.modules } satisfies ToWorker);
    return { worker, ready };
  }
}
