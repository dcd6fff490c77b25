import type { ErrorOutput } from "../display/index.ts";
import type { CellId, DisplayData, FromHost } from "../link/messages.ts";

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

/** What the page asks of the worker. */
export type ToWorker =
  | { readonly type: "start"; readonly modules: BundledModules }
  | {
      readonly type: "run";
      readonly cell: CellId;
      /** What tracebacks call the cell: `Cell [3]`. */
      readonly title: string;
      readonly source: string;
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
  | Extract<FromHost, { type: "display" | "clear" }>
  /** What was thrown where no cell waits for it. */
  | { readonly type: "uncaught"; readonly cell: CellId; readonly error: CellError };

/** What the worker tells the page, in order. */
export type FromWorker =
  | { readonly type: "ready" }
  | CellOutput
  | { readonly type: "done"; readonly cell: CellId; readonly result: CellResult };
