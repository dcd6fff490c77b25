/** The name of the file of progress, in Jupyter and of what a page saves. */
export const PROGRESS_FILE_NAME = "dropout-lab-progress.json";

/**
 * Where progress is kept in Node: in a file of the working directory, which for a kernel is the
 * notebook's folder. DROPOUT_LAB_PROGRESS names another file (`….json`), another folder, or is
 * `off`. Undefined with `off`, and where there are no files, as in a browser.
 */
export function progressPath(directory?: string): string | undefined {
  const { process } = globalThis;
  const fs = process?.getBuiltinModule?.("node:fs");
  if (fs === undefined) return undefined;
  const { DROPOUT_LAB_PROGRESS: named } = process.env;
  if (named === "off") return undefined;
  if (named?.endsWith(".json")) return named;
  return `${named || (directory ?? process.cwd())}/${PROGRESS_FILE_NAME}`;
}
