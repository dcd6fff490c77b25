import type { CellOutput, RunResult } from "dropout-lab-kernel/page-host";
import type { LiveNotebookData } from "../payload.ts";
import type { CellRunner } from "./cell-runs.ts";
import type { LiveCell } from "./live-cell.ts";

/** What happens in a notebook. */
export type NotebookEvent =
  /** The cell's state, source, time or error line is another one now. */
  | { readonly type: "cell"; readonly cell: LiveCell }
  /** A cell was added or removed. */
  | { readonly type: "cells" }
  /** The source was changed, and not by its editor. */
  | { readonly type: "source"; readonly cell: LiveCell }
  /** A run began, showed something, ended. */
  | { readonly type: "begin"; readonly cell: LiveCell }
  | { readonly type: "output"; readonly cell: LiveCell; readonly output: CellOutput }
  | { readonly type: "end"; readonly cell: LiveCell; readonly result: RunResult }
  /** The cell shows its stored outputs again. */
  | { readonly type: "restored"; readonly cell: LiveCell }
  /** The worker has ended, and with it all that cells have declared. */
  | { readonly type: "lost" }
  /** Something runs now, or nothing does any more. */
  | { readonly type: "busy"; readonly isBusy: boolean }
  /** One sentence for the reader; quiet where the cells show it anyway. */
  | { readonly type: "said"; readonly sentence: string; readonly isQuiet: boolean };

export interface NotebookOptions {
  readonly data: LiveNotebookData;
  readonly runner: CellRunner;
  /** The time in milliseconds. */
  readonly now: () => number;
}

/** Code that is no cell's, such as an exercise's hint. */
export interface Evaluation {
  /** The cell that needs to have its cells above run first; without one, none run. */
  readonly cell?: string;
  readonly source: string;
  readonly output: (output: CellOutput) => void;
}
