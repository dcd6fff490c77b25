import type { ErrorOutput } from "../display/index.ts";
import type { CellId, ClearMessage, DisplayData, DisplayMessage } from "../link/messages.ts";
import type { Json } from "../wire/index.ts";

/** The packages that a page brings along for its cells. */
export interface BundledModules {
  /**
   * A script whose value is an object with a function for each specifier, which promises the module.
   * It is evaluated at the first import.
   */
  readonly code: string;
  /** Why a specifier that cells import is not there, in one sentence. */
  readonly missing: Readonly<Record<string, string>>;
  /** The files of data that packages read, unpacked, by their names. */
  readonly data: Readonly<Record<string, Uint8Array>>;
}

/** A comm's message, in either direction: a channel between a cell and a control of the page. */
export interface CommMessage {
  readonly event: "open" | "message" | "close";
  readonly id: string;
  /** What is opened; of "open" only. */
  readonly target?: string;
  readonly data: unknown;
  readonly metadata?: Json;
  readonly buffers?: readonly Uint8Array[];
}

/** What the reader answers to a cell's question. */
export interface Answer {
  /** The question's number. */
  readonly question: number;
  /** Undefined for "Cancel". Of `confirm`, any text is "OK". */
  readonly text: string | undefined;
}

/** A name that can be put in place of the word before the cursor. */
export interface CompletedName {
  readonly label: string;
  readonly kind: "name" | "property" | "import";
  /** What its value is, in short. */
  readonly detail?: string;
}

/** The names that fit, and the UTF-16 offset at which the word begins that they replace. */
export interface CompletedNames {
  readonly from: number;
  readonly names: readonly CompletedName[];
}

/** What the page asks of the worker. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly modules: BundledModules;
      /** The script by which syntax is lowered, if the page brings one along. */
      readonly lowering: string | undefined;
    }
  | {
      readonly type: "run";
      readonly cell: CellId;
      /** What tracebacks call the cell: `Cell [3]`. */
      readonly title: string;
      readonly source: string;
      /** The number under which `Out` keeps its value. */
      readonly count: number;
    }
  /** What was sent up to a mark has been handed on. */
  | { readonly type: "seen" }
  | ({ readonly type: "comm" } & CommMessage)
  | ({ readonly type: "answer" } & Answer)
  | {
      readonly type: "complete";
      readonly serial: number;
      readonly source: string;
      readonly offset: number;
    };

/** How a cell ended. */
export type CellResult =
  | { readonly status: "ok"; readonly display?: DisplayData }
  | { readonly status: "error"; readonly error: CellError };

/** An error, and the line of the cell that it comes from, if it is of the cell that ran. */
export interface CellError extends ErrorOutput {
  readonly line?: number;
}

/** What a cell shows while it runs, or later. */
export type CellOutput =
  | {
      readonly type: "stream";
      readonly cell: CellId;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | DisplayMessage
  | ClearMessage
  /** A cell's message to a control of the page; the cell is the one that opened the comm. */
  | ({ readonly type: "comm"; readonly cell: CellId } & CommMessage)
  /** A cell waits for what the reader answers: `PageKernel.answerInput`. */
  | {
      readonly type: "input";
      readonly cell: CellId;
      /** Its number: several may wait at once. */
      readonly question: number;
      readonly prompt: string;
      readonly kind: "prompt" | "confirm";
      /** The answer that is there to begin with; of "prompt" only. */
      readonly initial: string;
    }
  /** Here a part of what the cell shows was left out, since it was too much; says so in a sentence. */
  | { readonly type: "cut"; readonly cell: CellId; readonly text: string }
  /** What was thrown where no cell waits for it. */
  | { readonly type: "uncaught"; readonly cell: CellId; readonly error: CellError };

/** What the worker tells the page, in order. */
export type FromWorker =
  | { readonly type: "ready" }
  /** Asks for "seen". */
  | { readonly type: "mark" }
  | CellOutput
  | { readonly type: "done"; readonly cell: CellId; readonly result: CellResult }
  | { readonly type: "completed"; readonly serial: number; readonly names: CompletedNames };
