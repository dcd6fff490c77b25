import type { Readable, Writable } from "node:stream";

/** What is done with a question of the other side: the result is its answer. */
export type Answer = (method: string, params: unknown) => unknown;

interface Message {
  id?: number | string | null;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

const HEADER_END = "\r\n\r\n";

/**
 * JSON-RPC 2.0 over two streams, each message after a header with its length, as the Language
 * Server Protocol has it. A request leaves before `request` returns, with all that was to be sent
 * before it, in one write: a cell waits for it, and what this thread does next may take long.
 */
export class JsonRpc {
  readonly #output: Writable;
  readonly #answer: Answer;
  readonly #fail: (error: Error) => void;
  readonly #waiting = new Map<number, Waiting>();
  #serial = 0;
  /** Messages that have not been written yet. */
  #unsent = "";
  #received: Buffer = Buffer.alloc(0);
  #error: Error | undefined;

  /** `fail` hears of input that is no message; nothing can be understood after it. */
  constructor(
    input: Readable,
    output: Writable,
    { answer, fail }: { answer: Answer; fail: (error: Error) => void },
  ) {
    this.#output = output;
    this.#answer = answer;
    this.#fail = fail;
    input.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  /** Sends a message that is not answered, together with those that follow in the same turn. */
  notify(method: string, params: object): void {
    if (this.#unsent === "") process.nextTick(() => this.#flush());
    this.#put({ method, params });
  }

  /** Sends a request; rejects when it is answered with an error, or `close` is called. */
  request<Result>(method: string, params?: object): Promise<Result> {
    if (this.#error !== undefined) return Promise.reject(this.#error);
    const id = ++this.#serial;
    this.#put({ id, method, params });
    this.#flush();
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }

  /** Rejects what waits for an answer and what is asked from now on; nothing is sent any more. */
  close(error: Error): void {
    this.#error ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #put(message: Message): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#unsent += `Content-Length: ${Buffer.byteLength(text)}${HEADER_END}${text}`;
  }

  #flush(): void {
    const text = this.#unsent;
    this.#unsent = "";
    if (text !== "" && this.#error === undefined) this.#output.write(text);
  }

  #receive(chunk: Buffer): void {
    if (this.#error !== undefined) return;
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    try {
      while (this.#take()) {}
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  /** Takes one message out of what has been received; false if there is no whole one. */
  #take(): boolean {
    const end = this.#received.indexOf(HEADER_END);
    if (end === -1) return false;
    const header = this.#received.toString("latin1", 0, end);
    const length = /^Content-Length: *(\d+)/im.exec(header)?.[1];
    if (length === undefined) {
      throw new Error(`JSON-RPC: a message must have a Content-Length, got ${header}`);
    }
    const start = end + HEADER_END.length;
    const next = start + Number(length);
    if (this.#received.length < next) return false;
    const message: Message = JSON.parse(this.#received.toString("utf8", start, next));
    this.#received = this.#received.subarray(next);
    this.#dispatch(message);
    return true;
  }

  #dispatch({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      if (id === undefined || id === null) return;
      this.#put({ id, result: this.#answer(method, params) ?? null });
      this.#flush();
      return;
    }
    const waiting = this.#waiting.get(Number(id));
    this.#waiting.delete(Number(id));
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result as never);
  }
}
