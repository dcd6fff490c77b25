import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseNotebook } from "dropout-lab-pages/notebook";
import { exportNotebook } from "dropout-lab-pages/page";

const directory = fileURLToPath(new URL("../../../notebooks", import.meta.url));

/** The names of the lessons, such as `01-naive-dropout`. */
export function lessonNames() {
  const files = readdirSync(directory).filter((name) => /^\d.*\.ipynb$/.test(name));
  return files.map((name) => basename(name, ".ipynb")).sort();
}

/**
 * How many bytes the page of a lesson has.
 * @param {string} name
 */
export async function weighLesson(name) {
  const notebook = parseNotebook(readFileSync(join(directory, `${name}.ipynb`), "utf8"), name);
  return Buffer.byteLength(await exportNotebook(notebook, { directory, live: name }));
}
