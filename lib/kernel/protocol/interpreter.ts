import type { ErrorOutput } from "../display/index.ts";
import type { DisplayData, InputAnswer } from "../link/messages.ts";
import type { StreamName } from "../link/output-ring.ts";
import type { Json } from "../wire/index.ts";

/** Where the outputs of one request go, also those that come after it has ended. */
export interface Publisher {
  stream(name: StreamName, text: string): void;
  display(display: DisplayData, options: { displayId?: string; update?: boolean }): void;
  result(display: DisplayData, count: number): void;
  error(error: ErrorOutput): void;
  clear(wait: boolean): void;
  /** Publishes a message of any type. */
  broadcast(type: string, content: Json, options: { metadata: Json; buffers: Uint8Array[] }): void;
  /** Asks the frontend that sent the request for a line of text. */
  input(question: { prompt: string; password: boolean }): Promise<InputAnswer>;
}

/** A cell to run. */
export interface ExecuteRequest {
  code: string;
  /** The number that the cell is shown with. */
  count: number;
  silent: boolean;
  /** Whether the cell counts: its number is its own. */
  counted: boolean;
  /** Expressions to evaluate after the cell, by name. */
  expressions: Record<string, string>;
}

/** A cell whose preparation has begun: nothing of it has been published. */
export interface PreparedCell {
  /** Runs it once. */
  run(publisher: Publisher): Promise<ExecuteOutcome>;
}

/** How a cell ended. Its result, if any, has been published. */
export type ExecuteOutcome =
  | {
      status: "ok";
      expressions: Record<string, Json>;
      /** The cell ended itself, as a program does, with this code. */
      exitCode?: number | undefined;
    }
  | { status: "error"; error: ErrorOutput };

/** Completions at a place, in UTF-16 offsets. */
export interface CompleteOutcome {
  start: number;
  end: number;
  items: { text: string; start: number; end: number; type: string; signature: string }[];
}

/** A comm message of the frontend. */
export interface CommRequest {
  event: "open" | "msg" | "close";
  content: Json;
  metadata: Json;
  buffers: Uint8Array[];
}

/**
 * A language behind the protocol. It knows nothing of messages and sockets, and the protocol knows
 * nothing of TypeScript. All offsets are UTF-16.
 */
export interface Interpreter {
  /**
   * Begins what one cell needs before it can run, beside this thread where that is possible; the
   * cell is run next, and no other prepared before that has ended.
   */
  prepare(request: ExecuteRequest): PreparedCell;
  complete(code: string, offset: number): Promise<CompleteOutcome>;
  inspect(code: string, offset: number): Promise<Json | undefined>;
  isComplete(code: string): { status: "complete" | "incomplete" | "invalid"; indent?: string };
  comm(request: CommRequest, publisher: Publisher): Promise<void>;
  /** Ends whatever runs; resolves when nothing runs any more. */
  interrupt(): Promise<void>;
  /** Ends everything that the interpreter has started, but for the process itself. */
  dispose(): Promise<void>;
}
