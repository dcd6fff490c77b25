import { KernelWorker } from "./kernel-worker.ts";
import type {
  Answer,
  BundledModules,
  CellOutput,
  CellResult,
  CommMessage,
  CompletedNames,
} from "./messages.ts";

/** What a page's kernel is made with. */
export interface PageKernelOptions {
  /**
   * `KERNEL_FRAME`, as a document's text that may be written into the page: where there are Trusted
   * Types, what the page's policy has made of it. Whoever makes that policy seals `cells` and
   * `default` in the page: the worker has its own.
   */
  readonly frame: string;
  /** The worker's script, as `workerScript()` makes it. */
  readonly script: string;
  readonly modules: BundledModules;
  /** What `loweringScript()` makes; without it a cell that must be lowered says that it cannot run. */
  readonly lowering?: string | undefined;
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
  #worker: KernelWorker;
  #serial = 0;
  /** Why no worker can begin. */
  #fault: string | undefined;
  readonly #completing = new Map<number, (names?: CompletedNames) => void>();
  #asked = 0;

  constructor(options: PageKernelOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  /**
   * Runs a cell after those that were asked for before; `title` is what tracebacks call it, `count` the
   * number under which `Out` keeps its value, n unless told. What the
   * nth call's cell shows has the number n as `cell`, also after a restart.
   */
  run(
    source: string,
    { title, count = this.#serial + 1 }: { readonly title: string; readonly count?: number },
  ): Promise<RunResult> {
    const cell = ++this.#serial;
    if (this.#fault !== undefined) return Promise.resolve({ status: "died", reason: this.#fault });
    return new Promise((resolve) => {
      this.#waiting.set(cell, resolve);
      this.#worker.post({ type: "run", cell, title, source, count });
    });
  }

  /**
   * Ends whatever runs at once, and with it all that cells have declared; a new worker waits for
   * cells then.
   */
  restart(): void {
    this.#worker.end();
    this.#settle({ status: "stopped" });
    this.#fault = undefined;
    this.#worker = this.#start();
  }

  /**
   * The names that fit at a UTF-16 offset of a cell's source: those that cells have declared,
   * properties, modules. None while a cell runs. No code of the reader's runs for it.
   */
  complete(source: string, offset: number): Promise<CompletedNames> {
    if (this.#waiting.size > 0 || this.#fault !== undefined)
      return Promise.resolve({ from: offset, names: [] });
    const serial = ++this.#asked;
    return new Promise((resolve) => {
      const none = { from: offset, names: [] };
      this.#completing.set(serial, (names = none) => resolve(names));
      this.#worker.post({ type: "complete", serial, source, offset });
    });
  }

  /** Tells the cell that opened the comm, or waits for its target, what a control says. */
  sendComm(message: CommMessage): void {
    this.#worker.post({ type: "comm", ...message });
  }

  /** Answers a cell that asks. */
  answerInput(answer: Answer): void {
    this.#worker.post({ type: "answer", ...answer });
  }

  #settle(result: RunResult): void {
    for (const resolve of this.#waiting.values()) resolve(result);
    this.#waiting.clear();
    for (const resolve of this.#completing.values()) resolve();
    this.#completing.clear();
  }

  #start(): KernelWorker {
    const { frame, script, modules, lowering, output } = this.#options;
    let isReady = false;
    const worker = new KernelWorker({
      frame,
      script,
      hear: (message) => {
        switch (message.type) {
          case "ready":
            isReady = true;
            break;
          case "mark":
            worker.post({ type: "seen" });
            break;
          case "done":
            this.#waiting.get(message.cell)?.(message.result);
            this.#waiting.delete(message.cell);
            break;
          case "completed":
            this.#completing.get(message.serial)?.(message.names);
            this.#completing.delete(message.serial);
            break;
          default:
            output(message);
        }
      },
      died: (reason) => {
        this.#settle({ status: "died", reason });
        // One that cannot even begin would begin for ever.
        if (isReady) this.#worker = this.#start();
        else this.#fault = reason;
        this.#options.died?.(reason);
      },
    });
    worker.post({ type: "start", modules, lowering });
    return worker;
  }
}
