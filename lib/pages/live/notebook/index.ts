export { button, element } from "./element.ts";
export type { LiveCell } from "./live-cell.ts";
export { LiveNotebook } from "./live-notebook.ts";
export { NotebookView } from "./notebook-view.ts";
