/**
 * A notebook as one HTML page.
 *
 * @module
 */
export { type ContentsEntry, type ContentsLists, contentsPage } from "./contents-page.ts";
export { exerciseNames } from "./exercise-names.ts";
export { exportNotebook, type PageLink, type PageOptions } from "./export-notebook.ts";
export { describeNotebook, type NotebookSummary } from "./notebook-summary.ts";
