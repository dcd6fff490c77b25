// For the other rooms of this package only.
export { playgroundAssets } from "./browser-assets.ts";
export { documentHtml } from "./document.ts";
export { ensureDirectory } from "./ensure-directory.ts";
export { errorSentence } from "./error-sentence.ts";
export { type CommandOutput, runExport, STANDARD_STREAMS } from "./export-command.ts";
export { fileSize } from "./file-size.ts";
export { packedElement } from "./live-page.ts";
export { pack } from "./pack.ts";
export { removeUnfinished, replaceFile } from "./replace-file.ts";
