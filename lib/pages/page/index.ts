export { type ContentsEntry, contentsPage } from "./contents-page.ts";
export { ensureDirectory } from "./ensure-directory.ts";
export { runExport } from "./export-command.ts";
export { exportNotebook, type PageLink, type PageOptions } from "./export-notebook.ts";
export { describeNotebook, type NotebookSummary } from "./notebook-summary.ts";
export { removeUnfinished, replaceFile } from "./replace-file.ts";
