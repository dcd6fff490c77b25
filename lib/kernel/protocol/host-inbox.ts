import type { CellId, FromHost } from "../link/messages.ts";
import type { Envelope } from "../link/outbox.ts";
import { RingReader, type StreamName } from "../link/output-ring.ts";
import type { Cell } from "./cell.ts";
import type { Cells } from "./cells.ts";
import { OutputBatches } from "./output-batches.ts";

// How long output waits for more, in milliseconds: nobody sees that, and a frontend draws all of a
// cell's output anew at each message.
const GATHERING = 30;

/** The port that brings what the main thread sends. */
export interface InboxPort {
  on(event: "message", listener: (envelope: Envelope) => void): unknown;
  /** The next envelope that has been sent, if there is one: it may have come before its event. */
  next(): Envelope | undefined;
}

/** What the main thread prints and sends, in the order in which it did. */
export class HostInbox {
  readonly #port: InboxPort;
  readonly #reader: RingReader;
  readonly #cells: Cells;
  readonly #receive: (message: FromHost) => void;
  /** The messages whose numbers have not been read in the ring yet. */
  readonly #early = new Map<number, FromHost>();
  readonly #batches = new OutputBatches<Cell>((cell, stream, text) =>
    cell.publisher.stream(stream, text),
  );
  #flushed = Number.NEGATIVE_INFINITY;
  #isScheduled = false;
  /** Whether output is added that comes before the end of the child it may be of. */
  #isPrinting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    port: InboxPort,
    ring: SharedArrayBuffer,
    { cells, receive }: { cells: Cells; receive: (message: FromHost) => void },
  ) {
    this.#port = port;
    this.#reader = new RingReader(ring);
    this.#cells = cells;
    this.#receive = receive;
    port.on("message", (envelope) => {
      if (envelope === "wake") return this.#whenGathered(() => this.#schedule());
      this.#take(envelope);
      this.#schedule();
    });
  }

  /** Takes output that the main thread knows nothing of; what it has printed until now goes first. */
  print(cell: Cell, stream: StreamName, text: string): void {
    this.#isPrinting = true;
    this.#read();
    this.#isPrinting = false;
    this.#batches.add(cell, stream, text);
    this.#whenGathered(() => this.flush());
  }

  /** Publishes all output that waits for more. */
  flush(): void {
    if (this.#batches.isEmpty) return;
    this.#batches.flush();
    this.#flushed = performance.now();
  }

  /** Takes and publishes all that has been sent until now. */
  catchUp(): void {
    this.#read();
    this.flush();
  }

  /** Drains on the next turn: a flood of wake-ups would keep the sockets from being read. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#read();
      if (!this.#batches.isEmpty) this.#whenGathered(() => this.flush());
    });
  }

  #read(): void {
    this.#reader.drain({
      output: (cell, stream, bytes) => this.#collect(cell, stream, bytes),
      message: (sequenceNumber) => this.#isDue(sequenceNumber),
    });
  }

  /** Acts at once if there was no output lately; else sees to all that there is in a little while. */
  #whenGathered(act: () => void): void {
    if (this.#timer !== undefined) return;
    const left = this.#flushed + GATHERING - performance.now();
    if (left <= 0) {
      act();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.catchUp();
    }, left);
  }

  #take(envelope: Envelope): void {
    if (typeof envelope === "object") this.#early.set(envelope.sequenceNumber, envelope.message);
  }

  /** Hands on the message with this number; false while it has not come. */
  #isDue(sequenceNumber: number): boolean {
    while (!this.#early.has(sequenceNumber)) {
      const envelope = this.#port.next();
      if (envelope === undefined) return false;
      this.#take(envelope);
    }
    const message = this.#early.get(sequenceNumber) as FromHost;
    if (message.type === "childEnded" && this.#isPrinting) {
      this.#schedule();
      return false;
    }
    this.#early.delete(sequenceNumber);
    this.#receive(message);
    return true;
  }

  #collect(id: CellId, stream: StreamName, bytes: Uint8Array): void {
    const cell = this.#cells.ownerOf(id);
    if (cell !== undefined) this.#batches.add(cell, stream, cell.decode(stream, bytes));
  }
}
