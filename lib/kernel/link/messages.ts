import type { MessagePort } from "node:worker_threads";
import type { Json } from "../wire/index.ts";
import type { AwaitedPort } from "./awaited-port.ts";
import type { LoadedModule } from "./loaded-module.ts";

/** The id of one evaluation; unlike the execution count it never repeats. */
export type CellId = number;

/** What a value looks like, ready to be sent. */
export interface DisplayData {
  data: Json;
  metadata: Json;
}

/** Shows a value in the output of a cell, or in place of what has that id. */
export interface DisplayMessage {
  type: "display";
  cell: CellId;
  display: DisplayData;
  displayId?: string;
  update?: boolean;
}

/** Takes the output of a cell away: at once, or when the next one comes. */
export interface ClearMessage {
  type: "clear";
  cell: CellId;
  wait: boolean;
}

/** A thrown value as the main thread describes it; positions are those of the compiled code. */
export interface SerializedError {
  name: string;
  message: string;
  /** The stack's own lines, without the head; empty for what is no Error. */
  frames: string[];
  /** How many more frames there are, in words. */
  more?: string;
  /** What the value prints as, for a thrown value that is no Error. */
  text?: string;
  /** Own properties beyond the usual ones, as the console prints them. */
  properties?: string;
  /** The errors that it holds, under what they are called; a sentence in place of one. */
  nested?: [label: string, error: SerializedError | string][];
}

/** A member of a value, as completion shows it. */
export interface Member {
  name: string;
  /** Whether the value has it itself, and does not inherit it. */
  isOwn: boolean;
  isMethod: boolean;
}

/** What a value is, seen from without. */
export interface ValueLook {
  members: Member[];
  /** It in short; undefined where there is no value, or it cannot be looked at. */
  summary?: string | undefined;
}

/** How an evaluation on the main thread ended. */
export type EvaluationResult =
  | { status: "ok"; display?: DisplayData }
  | { status: "error"; error: SerializedError }
  | { status: "terminated" };

/** Whether an evaluation's value is shown, and how its text looks where colours are wanted. */
export type ResultStyle = "none" | "plain" | "colored";

/** What the protocol thread asks of the main thread. */
export type ToHost =
  | {
      type: "run";
      cell: CellId;
      code: string;
      hasAwait: boolean;
      result: ResultStyle;
      /** The number under which the value is kept for later cells, if it is. */
      remember?: number | undefined;
    }
  | { type: "ping"; serial: number }
  /** The cell was declared interrupted: what it left behind must not go on. */
  | { type: "abandon"; cell: CellId | undefined }
  | {
      type: "comm";
      event: "open" | "msg" | "close";
      cell: CellId;
      content: Json;
      metadata: Json;
      buffers: Uint8Array[];
    }
  /** What is the value that a path leads to from a variable? */
  | { type: "look"; serial: number; name: string; path: string[] }
  /** Puts named pipes in place of the file descriptors 1 and 2. */
  | { type: "redirect"; stdout: string; stderr: string }
  | { type: "exit"; code: number };

/** What the main thread tells the protocol thread, in order with what is printed. */
export type FromHost =
  | { type: "ready"; globals: string[] }
  /** Names that came to `globalThis`, told before the cell is done. */
  | { type: "globals"; names: string[] }
  /** The code of a cell has ended, or a comm message has been dealt with. */
  | { type: "done"; cell: CellId; result: EvaluationResult }
  | DisplayMessage
  | ClearMessage
  | {
      type: "broadcast";
      cell: CellId;
      messageType: string;
      content: Json;
      metadata: Json;
      buffers: Uint8Array[];
    }
  | { type: "uncaught"; cell: CellId; error: SerializedError }
  /** A child process was started, and is not waited for; of the cell 0 if it is detached. */
  | { type: "child"; cell: CellId; id: number }
  /** `process.exit()` was called; the main thread waits to be ended there. */
  | { type: "exit"; cell: CellId; code: number }
  | { type: "input"; cell: CellId; prompt: string; password: boolean }
  /** Lines of a stack whose places the main thread wants to know; it waits. */
  | { type: "frames"; serial: number; lines: string[] }
  | { type: "look"; serial: number; look: ValueLook }
  | { type: "redirected" }
  /** A child process has ended, and what it has printed belongs here; the main thread waits. */
  | { type: "childEnded"; serial: number }
  /** A local module was compiled for `require`. */
  | { type: "compiled"; module: LoadedModule }
  | { type: "sigint" }
  | { type: "pong"; serial: number };

/** The answer to an `input` message, taken synchronously by the waiting main thread. */
export type InputAnswer = { value: string } | { refused: string };

/** The answer to `frames`: the same lines with the places in the learner's sources; null for the compiler's own code. */
export interface FramesAnswer {
  serial: number;
  lines: (string | null)[];
}

/** What the protocol thread is started with. */
export interface WorkerStart {
  connectionFile: string;
  directory: string;
  ring: SharedArrayBuffer;
  /** The way to the main thread and from there. */
  host: MessagePort;
  /** Where the answers to `input` go. */
  answers: AwaitedPort;
  /** Where the serials of the `childEnded` messages go when those have been dealt with. */
  children: AwaitedPort;
  /** Where the answers to `frames` go. */
  frames: AwaitedPort;
  /** Brings every local module that is compiled for `import`. */
  loaded: MessagePort;
}
