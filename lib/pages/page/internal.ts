// For the other rooms of this package only.
export { ensureDirectory } from "./ensure-directory.ts";
export { type CommandOutput, runExport } from "./export-command.ts";
export { removeUnfinished, replaceFile } from "./replace-file.ts";
