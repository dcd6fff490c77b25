import type { CellId } from "../link/messages.ts";
import type { FromWorker } from "./messages.ts";
import { OutputBudget } from "./output-budget.ts";
import { OutputWindow } from "./output-window.ts";

/** How long text may wait, in milliseconds, and how much of it, in UTF-16 units. */
const PATIENCE = 20;
const MOST = 1 << 16;

type Stream = Extract<FromWorker, { type: "stream" }>;

/**
 * Sends what cells print in few messages, in order with all else, and while a cell loops; no more than
 * a page can show, and no faster than it takes it.
 */
export class OutputBuffer {
  readonly #budget = new OutputBudget();
  readonly #window: OutputWindow;
  readonly #setTimeout = globalThis.setTimeout;
  #waiting: { head: Omit<Stream, "text">; parts: string[]; length: number } | undefined;
  #sent = 0;

  constructor(post: (message: FromWorker) => void) {
    this.#window = new OutputWindow(post);
  }

  print(cell: CellId, name: Stream["name"], text: string): void {
    const head = this.#waiting?.head;
    if (head !== undefined && (head.cell !== cell || head.name !== name)) this.flush();
    if (this.#waiting === undefined) {
      this.#waiting = { head: { type: "stream", cell, name }, parts: [], length: 0 };
      this.#setTimeout.call(globalThis, () => this.flush(), PATIENCE);
    }
    this.#waiting.parts.push(text);
    this.#waiting.length += text.length;
    // No timer runs while a cell loops.
    if (this.#waiting.length >= MOST || performance.now() - this.#sent >= PATIENCE) this.flush();
  }

  send(message: FromWorker): void {
    this.flush();
    this.#admit(message);
  }

  /** The page has seen what was sent up to a mark. */
  seen(): void {
    this.#window.seen();
  }

  flush(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    this.#sent = performance.now();
    this.#admit({ ...waiting.head, text: waiting.parts.join("") });
  }

  #admit(message: FromWorker): void {
    for (const admitted of this.#budget.admit(message)) this.#window.send(admitted);
  }
}
