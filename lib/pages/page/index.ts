export { runExport } from "./export-command.ts";
export { exportNotebook, type PageLink, type PageOptions } from "./export-notebook.ts";
export { describeNotebook, type NotebookSummary } from "./notebook-summary.ts";
export { replaceFile } from "./replace-file.ts";
export { type SiteLesson, type SiteOptions, writeSite } from "./site.ts";
