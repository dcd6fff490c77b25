import { StringDecoder } from "node:string_decoder";
import type { CellId, EvaluationResult } from "../link/messages.ts";
import type { StreamName } from "../link/output-ring.ts";
import type { Publisher } from "./interpreter.ts";

/** What this thread keeps of one evaluation on the main thread: of a cell, mostly. */
export class Cell {
  readonly id: CellId;
  readonly publisher: Publisher;
  /** When its code began to run, by `performance.now`. */
  began = 0;
  /** The code that it gave to `process.exit()`, if it called that. */
  exitCode: number | undefined;
  /** Whether an interrupt has ended at least a part of it. */
  isInterrupted = false;
  /** Whether an interrupt has ended its child processes. */
  hasLostChildren = false;
  readonly #decoders: Partial<Record<StreamName, StringDecoder>> = {};
  #settle: ((result: EvaluationResult) => void) | undefined;

  constructor(id: CellId, publisher: Publisher) {
    this.id = id;
    this.publisher = publisher;
  }

  /** The text of bytes that it printed: a character may be cut in two between writes. */
  decode(stream: StreamName, bytes: Uint8Array): string {
    this.#decoders[stream] ??= new StringDecoder("utf8");
    return this.#decoders[stream].write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  /** Resolves with what `settle` is called with next. */
  settled(): Promise<EvaluationResult> {
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Says how it ended; only the first time counts, as an interrupt may have said so before. */
  settle(result: EvaluationResult): void {
    this.#settle?.(result);
    this.#settle = undefined;
  }
}
