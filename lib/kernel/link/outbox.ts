import type { CellId, FromHost } from "./messages.ts";
import { createRing, RingWriter, type StreamName } from "./output-ring.ts";

/** A message with its sequence number: it is due when that number is read in the ring. */
export interface OrderedMessage {
  sequenceNumber: number;
  message: FromHost;
}

/** What travels to the protocol thread: a wake-up, an urgent one, or a message. */
export type Envelope = "wake" | "full" | OrderedMessage;

/** The main thread's way out: prints and messages, received in exactly the order they were sent. */
export class Outbox {
  readonly ring = createRing();
  readonly #writer: RingWriter;
  readonly #post: (envelope: Envelope) => void;

  constructor(post: (envelope: Envelope) => void) {
    this.#post = post;
    this.#writer = new RingWriter(this.ring, (isFull) => post(isFull ? "full" : "wake"));
  }

  print(cell: CellId, stream: StreamName, chunk: string | Uint8Array): void {
    this.#writer.write(cell, stream, chunk);
  }

  send(message: FromHost): void {
    // The message first: a number whose message never comes would stop the reader for good.
    this.#post({ sequenceNumber: this.#writer.nextSequenceNumber, message });
    this.#writer.writeSequenceNumber();
  }
}
