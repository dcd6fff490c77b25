import { StringDecoder } from "node:string_decoder";
import type { Parcel } from "../host/outbox.ts";
import { postAwaited } from "../link/awaited-port.ts";
import type {
  CellId,
  Ending,
  FramesAnswer,
  FromHost,
  InputAnswer,
  ToHost,
  ValueLook,
  WorkerStart,
} from "../link/messages.ts";
import { RingReader, type StreamName } from "../link/output-ring.ts";
import { OutputBatches } from "./output-batches.ts";

// How long output waits for more, in milliseconds: nobody sees that, and a frontend draws all of a
// cell's output anew at each message.
const GATHERING = 30;

// What publishes nothing, so that the output before it may wait.
const UNSEEN: ReadonlySet<FromHost["type"]> = new Set([
  "frames",
  "compiled",
  "redirected",
  "childEnded",
  "sigint",
]);

// Who waits for a completion types on. A main thread that loops does not answer at all; one that
// runs no cell answers at once, if the machine lets it.
const PATIENCE = 100;
const IDLE_PATIENCE = 500;

/** What comes from the main thread besides the endings of cells. */
export interface HostEvents {
  output(cell: CellId, stream: StreamName, text: string): void;
  message(message: FromHost): void;
}

/** The port to the main thread. */
export interface HostPort {
  on(event: "message", listener: (parcel: Parcel) => void): unknown;
  postMessage(message: ToHost): void;
  /** The next parcel that has been sent, if there is one: it may have come before its event. */
  next(): Parcel | undefined;
}

/** The protocol thread's end of the link to the main thread. */
export class HostLink {
  readonly #port: HostPort;
  readonly #start: WorkerStart;
  readonly #reader: RingReader;
  readonly #events: HostEvents;
  readonly #waiting = new Map<number, FromHost>();
  readonly #decoders = new Map<string, StringDecoder>();
  readonly #endings = new Map<CellId, (ending: Ending) => void>();
  readonly #pings = new Map<number, (running: CellId | undefined) => void>();
  readonly #looks = new Map<number, (look: ValueLook) => void>();
  readonly #commsDone = new Map<CellId, () => void>();
  readonly #batches: OutputBatches;
  #flushed = Number.NEGATIVE_INFINITY;
  #serial = 0;
  #scheduled = false;
  /** Whether output is added that comes before the end of the child it may be of. */
  #isPrinting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(port: HostPort, start: WorkerStart, events: HostEvents) {
    this.#port = port;
    this.#start = start;
    this.#reader = new RingReader(start.ring);
    this.#events = events;
    this.#batches = new OutputBatches((cell, stream, text) => events.output(cell, stream, text));
    port.on("message", (parcel: Parcel) => {
      if (parcel === "wake") return this.#whenGathered(() => this.#schedule());
      this.#take(parcel);
      this.#schedule();
    });
  }

  /** Runs compiled code; resolves when it has ended and all its output has been handed on. */
  run(
    cell: CellId,
    request: Omit<Extract<ToHost, { type: "run" }>, "type" | "cell">,
  ): Promise<Ending> {
    return new Promise((resolve) => {
      this.#endings.set(cell, resolve);
      this.post({ type: "run", cell, ...request });
    });
  }

  /** Says that a cell has ended although the main thread never said so. */
  giveUp(cell: CellId): void {
    this.#read();
    this.flush();
    this.#end(cell, { status: "terminated" });
  }

  /** Resolves when the main thread has returned to its event loop. */
  ping(): Promise<CellId | undefined> {
    const serial = ++this.#serial;
    return new Promise((resolve) => {
      this.#pings.set(serial, resolve);
      this.post({ type: "ping", serial });
    });
  }

  /** What a value is; nothing is known of it if the main thread is too busy to say. */
  look(name: string, path: string[]): Promise<ValueLook> {
    const serial = ++this.#serial;
    const patience = this.#endings.size > 0 ? PATIENCE : IDLE_PATIENCE;
    return new Promise((resolve) => {
      const impatient = setTimeout(() => this.#answerLook(serial, { members: [] }), patience);
      this.#looks.set(serial, (look) => {
        clearTimeout(impatient);
        resolve(look);
      });
      this.post({ type: "look", serial, name, path });
    });
  }

  /** Hands a comm message to the main thread; resolves when it has been dealt with. */
  comm(
    cell: CellId,
    request: Omit<Extract<ToHost, { type: "comm" }>, "type" | "cell">,
  ): Promise<void> {
    return new Promise((resolve) => {
      this.#commsDone.set(cell, resolve);
      this.post({ type: "comm", cell, ...request });
    });
  }

  /** Takes every comm message as dealt with: an interrupt has ended its listener. */
  forgetComms(): void {
    for (const done of this.#commsDone.values()) done();
    this.#commsDone.clear();
  }

  /** Wakes the main thread, which waits for a line of input. */
  answer(answer: InputAnswer): void {
    postAwaited(this.#start.answers, answer);
  }

  /** Wakes the main thread, which waits to write an error's stack. */
  answerFrames(answer: FramesAnswer): void {
    postAwaited(this.#start.frames, answer);
  }

  /** Wakes the main thread, which waits until the output of a child that has ended is read. */
  answerChild(serial: number): void {
    postAwaited(this.#start.children, serial);
  }

  /** Takes output that the main thread knows nothing of; what it has printed until now goes first. */
  print(cell: CellId, stream: StreamName, text: string): void {
    this.#isPrinting = true;
    this.#read();
    this.#isPrinting = false;
    this.#batches.add(cell, stream, text);
    this.#whenGathered(() => this.flush());
  }

  /** Hands on all output that waits for more. */
  flush(): void {
    if (this.#batches.isEmpty) return;
    this.#batches.flush();
    this.#flushed = performance.now();
  }

  post(message: ToHost): void {
    this.#port.postMessage(message);
  }

  /** Drains on the next turn: a flood of wake-ups would keep the sockets from being read. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    this.#read();
    if (!this.#batches.isEmpty) this.#whenGathered(() => this.flush());
  }

  #read(): void {
    this.#reader.drain({
      output: (cell, stream, bytes) => this.#collect(cell, stream, bytes),
      mark: (serial) => this.#due(serial),
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
      this.#read();
      this.flush();
    }, left);
  }

  #take(parcel: Parcel): void {
    if (typeof parcel === "object") this.#waiting.set(parcel.mark, parcel.message);
  }

  #due(serial: number): boolean {
    while (!this.#waiting.has(serial)) {
      const parcel = this.#port.next();
      if (parcel === undefined) return false;
      this.#take(parcel);
    }
    const message = this.#waiting.get(serial) as FromHost;
    if (message.type === "childEnded" && this.#isPrinting) {
      this.#schedule();
      return false;
    }
    this.#waiting.delete(serial);
    if (!UNSEEN.has(message.type)) this.flush();
    this.#receive(message);
    return true;
  }

  #receive(message: FromHost): void {
    if (message.type === "done") this.#end(message.cell, message.ending);
    else if (message.type === "pong") {
      this.#pings.get(message.serial)?.(message.running);
      this.#pings.delete(message.serial);
    } else if (message.type === "look") {
      this.#answerLook(message.serial, message.look);
    } else if (message.type === "commDone") {
      this.#commsDone.get(message.cell)?.();
      this.#commsDone.delete(message.cell);
    } else this.#events.message(message);
  }

  #answerLook(serial: number, look: ValueLook): void {
    this.#looks.get(serial)?.(look);
    this.#looks.delete(serial);
  }

  #end(cell: CellId, ending: Ending): void {
    this.#endings.get(cell)?.(ending);
    this.#endings.delete(cell);
  }

  #collect(cell: CellId, stream: StreamName, bytes: Uint8Array): void {
    const text = this.#decoder(cell, stream).write(Buffer.from(bytes.buffer, 0, bytes.length));
    this.#batches.add(cell, stream, text);
  }

  /** One decoder a stream and cell: a character may be cut in two between writes. */
  #decoder(cell: CellId, stream: StreamName): StringDecoder {
    const key = `${cell} ${stream}`;
    let decoder = this.#decoders.get(key);
    if (decoder === undefined) {
      decoder = new StringDecoder("utf8");
      this.#decoders.set(key, decoder);
    }
    return decoder;
  }
}
