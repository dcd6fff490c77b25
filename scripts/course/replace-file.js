import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file at once or not at all: under another name first, then renamed.
 * @param {string} path @param {string | Uint8Array} contents
 */
export function replaceFile(path, contents) {
  const temporary = `${path}.${process.pid}.unfinished`;
  try {
    writeFileSync(temporary, contents);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw Object.assign(new Error(`cannot be written (${code})`), { code, path });
  }
}
