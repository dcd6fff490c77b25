export type { CellRunner } from "./cell-runs.ts";
export type { CellState, LiveCell } from "./live-cell.ts";
export {
  type Evaluation,
  LiveNotebook,
  type NotebookEvent,
  type NotebookOptions,
} from "./live-notebook.ts";
