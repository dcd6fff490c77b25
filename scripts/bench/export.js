import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../../lib/testing/browser.js";
import { interruptible } from "../interruptible.js";
import { ensure } from "../python/environment.js";
import { readArguments } from "../read-arguments.js";
import { fetchNotebooks } from "./export/fetch-notebooks.js";
import { measurePage } from "./export/measure-page.js";
import { report } from "./export/report.js";
import { runProgram } from "./export/run-program.js";

export const summary = "pages of 80 public notebooks, beside those of nbconvert";

const HELP = `npm run bench -- export [options]

Exports 80 public notebooks of a dozen languages by our command and by nbconvert, one process a page,
and opens each page in Chromium, 390 pixels wide, with its network off: seconds, bytes, the elements
in which axe finds a fault, sideways scrolling, requests. pip gets the notebooks, once, from the
sources of packages.
--only TEXT  only notebooks whose name has this text`;

const command = fileURLToPath(new URL("../../lib/pages/bin/dropout-lab-pages.js", import.meta.url));

/** @import { PageMeasures } from "./export/measure-page.js" */
/** @typedef {PageMeasures & { seconds: number, bytes: number }} Measures */
/** @typedef {{ name: string, ours: Measures | undefined, nbconvert: Measures | undefined }} Result */

/** @param {string[]} argv */
export async function run(argv) {
  const { values } = readArguments(HELP, { only: { type: "string", default: "" } }, { args: argv });
  const [python, nbconvert] = [ensure("jupyter"), ensure("jupyter", "jupyter-nbconvert")];
  /** @type {Record<"ours" | "nbconvert", (path: string, out: string) => string[]>} */
  const exporters = {
    ours: (path, out) => [process.execPath, command, "export", path, "--out", out],
    nbconvert: (path, out) => [
      nbconvert,
      "--log-level=ERROR",
      "--to=html",
      `--output-dir=${out}`,
      path,
    ],
  };
  await interruptible(async (signal) => {
    const found = await fetchNotebooks(python, signal);
    const notebooks = found.filter(({ name }) => name.includes(values.only));
    const folder = mkdtempSync(join(tmpdir(), "bench-export-"));
    const handling = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
    const browser = await launchBrowser(handling);
    const close = () => browser.close();
    signal.addEventListener("abort", close);
    try {
      /** @type {Result[]} */
      const results = [];
      for (const [at, { name, path }] of notebooks.entries()) {
        console.error(`export: [${at + 1}/${notebooks.length}] ${name}`);
        /** @param {"ours" | "nbconvert"} by */
        const measure = async (by) => {
          const out = join(folder, by);
          const begun = performance.now();
          try {
            await runProgram(exporters[by](path, out), signal);
          } catch (error) {
            signal.throwIfAborted();
            console.error(`export: ${by} refused ${name}: ${/** @type {Error} */ (error).message}`);
            return undefined;
          }
          const seconds = (performance.now() - begun) / 1000;
          const page = join(out, basename(path).replace(/\.ipynb$/, ".html"));
          return { seconds, bytes: statSync(page).size, ...(await measurePage(browser, page)) };
        };
        results.push({ name, ours: await measure("ours"), nbconvert: await measure("nbconvert") });
      }
      report(results);
    } finally {
      signal.removeEventListener("abort", close);
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  });
}
