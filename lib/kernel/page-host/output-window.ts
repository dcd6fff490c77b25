import type { FromWorker } from "./messages.ts";

/** After how much the page is asked whether it has seen it, in UTF-16 units, and how often unanswered. */
const STEP = 1 << 18;
const MOST_MARKS = 8;
/** What any message counts, and how many of comms may wait. */
const MESSAGE = 256;
const MOST_COMM_MESSAGES = 10_000;

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
    if (this.#marks < MOST_MARKS && this.#held.size === 0) this.#now(message);
    else this.#hold(message);
  }

  /** The page has seen all up to the next mark. */
  seen(): void {
    this.#marks -= 1;
    for (const [serial, message] of this.#held) {
      if (this.#marks >= MOST_MARKS) return;
      this.#held.delete(serial);
      this.#now(message);
    }
    this.#updates.clear();
    this.#comms = 0;
  }

  #now(message: FromWorker): void {
    this.#post(message);
    this.#sent += sizeOf(message);
    if (this.#sent < STEP) return;
    this.#sent = 0;
    this.#marks += 1;
    this.#post({ type: "mark" });
  }

  #hold(message: FromWorker): void {
    const serial = ++this.#serial;
    if (message.type === "comm" && ++this.#comms > MOST_COMM_MESSAGES) {
      const most = MOST_COMM_MESSAGES.toLocaleString("en");
      throw new RangeError(
        `comm: must send at most ${most} messages in a row before the page takes one, got more`,
      );
    }
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

function sizeOf(message: FromWorker): number {
  switch (message.type) {
    case "stream":
      return MESSAGE + message.text.length;
    case "display":
      return MESSAGE + JSON.stringify(message.display.data).length;
    default:
      return MESSAGE;
  }
}
