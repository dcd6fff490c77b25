/// <reference lib="dom" />

import type {
  BundledModules,
  CellOutput,
  CellResult,
  CommMessage,
  CompletedNames,
  FromWorker,
  ToWorker,
} from "./messages.ts";

/** A script's address: where a page knows Trusted Types one that its policy has made, else text. */
export type ScriptUrl = string | { toJSON(): string };

/** What a page's kernel is made with. */
export interface PageKernelOptions {
  /**
   * The address of the worker's script, which `workerScript()` makes. Whoever makes it seals the
   * policies `cells` and `default` of Trusted Types in the page: the worker has its own.
   */
  readonly script: ScriptUrl;
  readonly modules: BundledModules;
  /** Hears what cells show, also after they have ended. */
  readonly output: (output: CellOutput) => void;
  /** Hears that the worker has died, and why, in one sentence; a new one waits for cells then. */
  readonly died?: (reason: string) => void;
}

/**
 * How a cell ended; "stopped" if the worker was ended under it, "died" if the worker ended by itself,
 * out of memory say.
 */
export type RunResult =
  | CellResult
  | { readonly status: "stopped" }
  | { readonly status: "died"; readonly reason: string };

/** The page's side: a worker that runs cells. */
export class PageKernel {
  readonly #options: PageKernelOptions;
  readonly #waiting = new Map<number, (result: RunResult) => void>();
  #worker: Worker;
  #ready: Promise<void>;
  #serial = 0;

  constructor(options: PageKernelOptions) {
    this.#options = options;
    ({ worker: this.#worker, ready: this.#ready } = this.#start());
  }

  /**
   * Runs a cell after those that were asked for before; `title` is what tracebacks call it. What the
   * nth call's cell shows has the number n as `cell`, also after a restart.
   */
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

  /**
   * The names that fit at a UTF-16 offset of a cell's source: those that cells have declared,
   * properties, modules. None while a cell runs. No code of the reader's runs for it.
   */
  async complete(_source: string, offset: number): Promise<CompletedNames> {
    return { from: offset, names: [] };
  }

  /** Tells the cell that opened the comm, or waits for its target, what a control says. */
  sendComm(_message: CommMessage): void {}

  /** Answers the cell that asks; undefined is for "Cancel". Of `confirm`, any text is "OK". */
  answerInput(_text: string | undefined): void {}

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #start(): { worker: Worker; ready: Promise<void> } {
    // A trusted script's address, which TypeScript's own types do not know.
    const worker = new Worker(this.#options.script as string);
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
