import type { CellId } from "./messages.ts";

// The main thread prints into a ring of shared memory, so that a loop which never returns to its
// event loop still shows its output, and waits when the protocol thread cannot keep up. Messages
// that must keep their place among the output leave their sequence number in the ring and travel by
// themselves.
const CAPACITY = 1 << 22;
const LARGEST = CAPACITY >> 2;
const HEAD = 12;
const WRITTEN = 0;
const READ = 1;
const WOKEN = 2;
const WORDS = 4;
const MESSAGE = 2;

// The engine's own, whatever a cell makes of them.
const { exchange, load, notify, store, wait } = Atomics;

/** The streams of the ring, by number. */
export const STREAMS = ["stdout", "stderr"] as const;

/** One of the two output streams. */
export type StreamName = (typeof STREAMS)[number];

/** Makes the memory that a writer and a reader share. */
export function createRing(): SharedArrayBuffer {
  return new SharedArrayBuffer(WORDS * 4 + CAPACITY);
}

/** The printing end. */
export class RingWriter {
  readonly #words: Int32Array;
  readonly #set: (bytes: Uint8Array, at: number) => void;
  readonly #setInt32: DataView["setInt32"];
  readonly #wake: (isFull: boolean) => void;
  readonly #encode: (text: string) => Uint8Array;
  #nextSequenceNumber = 0;

  /** `wake` must make the other thread call `RingReader.drain` soon, and at once while it is full. */
  constructor(ring: SharedArrayBuffer, wake: (isFull: boolean) => void) {
    this.#words = new Int32Array(ring, 0, WORDS);
    const [bytes, heads] = [new Uint8Array(ring, WORDS * 4), new DataView(ring, WORDS * 4)];
    const encoder = new TextEncoder();
    this.#set = bytes.set.bind(bytes);
    this.#setInt32 = heads.setInt32.bind(heads);
    this.#encode = encoder.encode.bind(encoder);
    this.#wake = wake;
  }

  /** Appends text or bytes; blocks while the ring is full. */
  write(cell: CellId, stream: StreamName, chunk: string | Uint8Array): void {
    const bytes = typeof chunk === "string" ? this.#encode(chunk) : chunk;
    const number = stream === "stdout" ? 0 : 1;
    if (bytes.length <= LARGEST) {
      if (bytes.length > 0) this.#append(cell, number, bytes);
      return;
    }
    for (let from = 0; from < bytes.length; from += LARGEST) {
      this.#append(cell, number, bytes.subarray(from, from + LARGEST));
    }
  }

  /** Appends the next sequence number: the message with that number belongs here. */
  writeSequenceNumber(): void {
    this.#append(this.#nextSequenceNumber, MESSAGE, new Uint8Array(0));
    this.#nextSequenceNumber = (this.#nextSequenceNumber + 1) | 0;
  }

  /** The sequence number that the next message will have. */
  get nextSequenceNumber(): number {
    return this.#nextSequenceNumber;
  }

  #append(tag: number, stream: number, bytes: Uint8Array): void {
    const size = HEAD + ((bytes.length + 3) & ~3);
    const start = this.#words[WRITTEN] as number;
    for (;;) {
      const read = load(this.#words, READ);
      if (CAPACITY - ((start - read) | 0) >= size) break;
      this.#wake(true);
      wait(this.#words, READ, read);
    }
    this.#put(start, tag);
    this.#put(start + 4, stream);
    this.#put(start + 8, bytes.length);
    const at = (start + HEAD) & (CAPACITY - 1);
    const first = Math.min(bytes.length, CAPACITY - at);
    if (first === bytes.length) this.#set(bytes, at);
    else {
      this.#set(bytes.subarray(0, first), at);
      this.#set(bytes.subarray(first), 0);
    }
    // Only now is the record there: an interrupt before this line leaves the ring as it was.
    store(this.#words, WRITTEN, (start + size) | 0);
    this.#signal();
  }

  #put(position: number, value: number): void {
    this.#setInt32(position & (CAPACITY - 1), value, true);
  }

  #signal(): void {
    if (exchange(this.#words, WOKEN, 1) === 0) this.#wake(false);
  }
}

/** What a reader finds in the ring, in order. */
export interface RingHandlers {
  output(cell: CellId, stream: StreamName, bytes: Uint8Array): void;
  /** Returns false while the message with this number has not arrived: reading stops there. */
  message(sequenceNumber: number): boolean;
}

/** The publishing end. */
export class RingReader {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #heads: DataView;

  constructor(ring: SharedArrayBuffer) {
    this.#words = new Int32Array(ring, 0, WORDS);
    this.#bytes = new Uint8Array(ring, WORDS * 4);
    this.#heads = new DataView(ring, WORDS * 4);
  }

  /** Hands on everything that was written before this call, up to a message that has not arrived yet. */
  drain(handlers: RingHandlers): void {
    store(this.#words, WOKEN, 0);
    const end = load(this.#words, WRITTEN);
    let read = this.#words[READ] as number;
    while (read !== end) {
      const tag = this.#take(read);
      const stream = this.#take(read + 4);
      const length = this.#take(read + 8);
      if (stream === MESSAGE) {
        if (!handlers.message(tag)) break;
      } else {
        handlers.output(tag, STREAMS[stream] as StreamName, this.#copy(read + HEAD, length));
      }
      read = (read + HEAD + ((length + 3) & ~3)) | 0;
      store(this.#words, READ, read);
      notify(this.#words, READ);
    }
  }

  #take(position: number): number {
    return this.#heads.getInt32(position & (CAPACITY - 1), true);
  }

  #copy(position: number, length: number): Uint8Array {
    const at = position & (CAPACITY - 1);
    const bytes = new Uint8Array(length);
    const first = Math.min(length, CAPACITY - at);
    bytes.set(this.#bytes.subarray(at, at + first));
    if (first < length) bytes.set(this.#bytes.subarray(0, length - first), first);
    return bytes;
  }
}
