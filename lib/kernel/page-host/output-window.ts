import { messageSize } from "./message-size.ts";
import type { FromWorker } from "./messages.ts";

/** After how much the page is asked whether it has seen it, in UTF-16 units, and how often unanswered. */
const STEP = 1 << 18;
const MOST_MARKS = 8;
/** What any message counts beside what is in it, and how much of comms' messages may wait. */
const MESSAGE = 256;
const MOST_OF_COMMS = 1 << 24;

const SHOWS: ReadonlySet<string> = new Set(["stream", "display", "clear", "cut"]);

/**
 * Sends messages no faster than the page takes them. What waits keeps its order; what nobody would
 * see, since it is cleared or updated before it is shown, goes.
 */
export class OutputWindow {
  readonly #post: (message: FromWorker) => void;
  readonly #held = new Map<number, FromWorker>();
  /** The newest update of each display that waits. */
  readonly #updates = new Map<string, number>();
  #serial = 0;
  #comms = 0;
  #sent = 0;
  #marks = 0;

  constructor(post: (message: FromWorker) => void) {
    this.#post = post;
  }

  send(message: FromWorker): void {
    const size = MESSAGE + messageSize(message);
    if (message.type === "comm" && this.#comms + size > MOST_OF_COMMS) {
      const most = (MOST_OF_COMMS / 1e6).toFixed(0);
      throw new RangeError(`comm: must send at most ${most} MB before the page takes it, got more`);
    }
    if (this.#marks < MOST_MARKS && this.#held.size === 0) this.#now(message, size);
    else this.#hold(message, size);
  }

  /** The page has seen all up to the next mark. */
  seen(): void {
    this.#marks -= 1;
    for (const [serial, message] of this.#held) {
      if (this.#marks >= MOST_MARKS) return;
      this.#held.delete(serial);
      this.#now(message, MESSAGE + messageSize(message));
    }
    this.#updates.clear();
    this.#comms = 0;
  }

  #now(message: FromWorker, size: number): void {
    this.#post(message);
    this.#sent += size;
    if (this.#sent < STEP) return;
    this.#sent = 0;
    this.#marks += 1;
    this.#post({ type: "mark" });
  }

  #hold(message: FromWorker, size: number): void {
    const serial = ++this.#serial;
    if (message.type === "comm") this.#comms += size;
    if (message.type === "clear") this.#forget(message.cell);
    if (message.type === "display" && message.update === true) {
      const id = message.displayId ?? "";
      this.#held.delete(this.#updates.get(id) ?? 0);
      this.#updates.set(id, serial);
    }
    this.#held.set(serial, message);
  }

  /** Drops what a cell shows and what is to be cleared; updates may be of other cells' displays. */
  #forget(cell: number): void {
    for (const [serial, message] of this.#held) {
      const isUpdate = message.type === "display" && message.update === true;
      if (SHOWS.has(message.type) && !isUpdate && "cell" in message && message.cell === cell)
        this.#held.delete(serial);
    }
  }
}
