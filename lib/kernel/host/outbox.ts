import type { CellId, FromHost, InputAnswer } from "../link/messages.ts";
import { createRing, RingWriter, type StreamName } from "../link/output-ring.ts";

/** A message with the number of its mark in the ring: it is due when the mark is read. */
export interface Ordered {
  mark: number;
  message: FromHost;
}

/** A wake-up, an urgent one, or an ordered message, as it travels to the protocol thread. */
export type Parcel = "wake" | "full" | Ordered;

/** The main thread's way out: prints and messages, received in exactly the order they were sent. */
export class Outbox {
  readonly ring = createRing();
  readonly #writer: RingWriter;
  readonly #post: (parcel: Parcel) => void;

  constructor(post: (parcel: Parcel) => void) {
    this.#post = post;
    this.#writer = new RingWriter(this.ring, (isFull) => post(isFull ? "full" : "wake"));
  }

  print(cell: CellId, stream: StreamName, chunk: string | Uint8Array): void {
    this.#writer.write(cell, stream, chunk);
  }

  send(message: FromHost): void {
    // The message first: a mark whose message never comes would stop the reader for good.
    this.#post({ mark: this.#writer.nextMark, message });
    this.#writer.mark();
  }
}

/** Asks and waits: what `prompt` stands on. */
export type Ask = (question: { prompt: string; password: boolean }) => InputAnswer;
