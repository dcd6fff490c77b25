import type { EventEmitter } from "node:events";
import { Readable } from "node:stream";

/** What the standard input is made with. */
export interface StandardInputOptions {
  /** Asks the reader for a line; throws if nobody can be asked. */
  answer: (prompt: string) => string;
  /** Whether a cell runs, which is when a frontend takes answers. */
  isRunning: () => boolean;
  /** Ends the running cell, which would wait for ever; reports the error where none runs. */
  fail: (error: Error) => void;
}

const READS = ["data", "readable", "keypress"];

/**
 * `process.stdin` of cells: each read asks the frontend for a line, as soon as somebody waits for
 * one, and not only a readline interface that has no question yet.
 */
export class StandardInput extends Readable {
  readonly fd = 0;
  /** What the next question says. */
  prompt = "";
  readonly #options: StandardInputOptions;
  /** Listeners of readline's own, which read whatever comes. */
  readonly #idle = new Set<unknown>();
  readonly #interfaces = new Set<EventEmitter>();
  // The wrapped one: what it calls belongs to the cell, and may be interrupted.
  readonly #setImmediate = setImmediate;
  #isWanted = false;
  #isOver = false;
  #isScheduled = false;

  constructor(options: StandardInputOptions) {
    super();
    this.#options = options;
    this.on("newListener", (name) => {
      if (!READS.includes(String(name))) return;
      // An interface that an earlier cell has closed has left this paused.
      if (this.#isOver) this.resume();
      this.#isOver = false;
      this.#schedule();
    });
    this.#idle.add(this.listeners("newListener")[0]);
  }

  /** For what looks for a terminal, but there are no single keys: a line comes, with its end. */
  setRawMode(): this {
    return this;
  }

  /** Takes a readline interface that was made over this by `make`. */
  adopt<T extends EventEmitter>(make: () => T): T {
    const before = new Set(this.#readers());
    const made = make();
    for (const each of this.#readers()) if (!before.has(each)) this.#idle.add(each);
    this.#interfaces.add(made);
    made.on("newListener", (name) => {
      if (name === "line") this.#schedule();
    });
    this.#isOver = false;
    made.on("close", () => {
      this.#interfaces.delete(made);
      this.#isOver = true;
    });
    return made;
  }

  override _read(): void {
    this.#isWanted = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // Who listens to one thing may be about to listen to another, or to stop.
    this.#setImmediate(() => {
      this.#isScheduled = false;
      if (this.#isWanted && this.#isAwaited()) this.#ask();
    });
  }

  #isAwaited(): boolean {
    if (this.isPaused() && this.listenerCount("readable") === 0) return false;
    if (this.#readers().some((each) => !this.#idle.has(each))) return true;
    return [...this.#interfaces].some((each) => each.listenerCount("line") > 0);
  }

  #readers(): unknown[] {
    return READS.flatMap((name) => this.rawListeners(name));
  }

  #ask(): void {
    const { prompt } = this;
    this.prompt = "";
    try {
      if (!this.#options.isRunning()) {
        throw new Error(
          "stdin: only a running cell can ask; await the answer in the cell, or use prompt()",
        );
      }
      const line = this.#options.answer(prompt);
      this.#isWanted = false;
      this.push(`${line}\n`);
    } catch (error) {
      this.pause();
      this.#options.fail(error as Error);
    }
  }
}
