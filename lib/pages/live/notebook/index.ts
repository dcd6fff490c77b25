export type { CellRunner } from "./cell-runs.ts";
export { button, element } from "./element.ts";
export type { CellState, LiveCell } from "./live-cell.ts";
export { LiveNotebook } from "./live-notebook.ts";
export type { Evaluation, NotebookEvent, NotebookOptions } from "./notebook-event.ts";
export { NotebookView, type NotebookViewOptions } from "./notebook-view.ts";
