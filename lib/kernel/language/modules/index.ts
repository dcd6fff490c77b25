export { explainImport } from "./explain-import.ts";
export { isInstalled, OwnFiles } from "./own-files.ts";
export { nearestManifest } from "./package-manifest.ts";
export { resolveForImport } from "./resolve-for-import.ts";
export { isFile, isLoadable, isLocal, localPath, resolveLocal } from "./resolve-local.ts";
