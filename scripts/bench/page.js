import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseNotebook } from "dropout-lab-pages/notebook";
import { exportNotebook } from "dropout-lab-pages/page";
import { launchBrowser } from "../../lib/testing/browser.js";
import { readArguments } from "../read-arguments.js";
import { moveSlider, sliderOfCell, sliderOfPlayground } from "./page/move-slider.js";
import { timeEditor } from "./page/time-editor.js";
import { timeHastyFigure, timePage } from "./page/time-page.js";
import { lessonNames, weighLesson } from "./page/weigh-lessons.js";
import { weighPage } from "./page/weigh-page.js";

export const summary = "what a page weighs whose cells run, and how soon it answers";

const HELP = `npm run bench -- page [options]

Exports lesson 1, with a cell 1 + 1 before it, opens it from disk in headless Chromium with its network
off, and prints what each part weighs, what the page of every lesson weighs, the heaviest first, then
the middle time of the rounds beside the bar, in ms. A figure comes into the window a second after the cells are live, then in another round at once. A cell
of 2,000 lines is edited in a page of its own. Last, p is moved in the lesson and in the playground.
--rounds N  how often it is opened (by default 5)`;

const notebooks = fileURLToPath(new URL("../../notebooks", import.meta.url));
const FIRST = codeCell("sum", "1 + 1");
const LONG = codeCell(
  "long",
  "const row = values.map((x: number) => x * 0.5 + offset); // moved\n".repeat(2000),
);

/** In kilobytes: 1,000 bytes. */
const HEAVIEST = 1000;

/** How many newer drawings a second a slider is to show: in the lesson of 10,000 draws of 100 neurons. */
const FRAMES = 30;

/** @typedef {import("./page/time-page.js").Times & { editor: number }} Times */

/** @type {[name: keyof Times, what: string, bar: number][]} */
const BARS = [
  ["paint", "first paint", 300],
  ["first", "first Run to result", 250],
  ["later", "later runs of 1 + 1", 15],
  ["figure", "figure live", 500],
  ["all", "all cells of lesson 1", 3000],
  ["editor", "editor of 2,000 lines", 200],
];

/** @param {string[]} args */
export async function run(args) {
  const { values } = readArguments(HELP, { rounds: { type: "string", default: "5" } }, { args });
  const folder = mkdtempSync(join(tmpdir(), "bench-page-"));
  const browser = await launchBrowser();
  try {
    const file = join(folder, "lesson.html");
    const lesson = JSON.parse(readFileSync(join(notebooks, "01-naive-dropout.ipynb"), "utf8"));
    writeFileSync(file, await exportCells(lesson, [FIRST, ...lesson.cells]));
    const long = join(folder, "long.html");
    writeFileSync(long, await exportCells(lesson, [LONG]));
    const parts = weighPage(readFileSync(file, "utf8"));
    const whole = [...parts.values()].reduce((sum, bytes) => sum + bytes);
    const kilobytes = (/** @type {number} */ bytes) => (bytes / 1e3).toFixed(1).padStart(8);
    for (const [name, bytes] of [...parts].sort(([, a], [, b]) => b - a)) {
      console.log(name.padEnd(24), kilobytes(bytes), "kB");
    }
    console.log("the page".padEnd(24), kilobytes(whole), `kB  of ${HEAVIEST}`);
    const lessons = [];
    for (const name of lessonNames()) lessons.push({ name, bytes: await weighLesson(name) });
    for (const { name, bytes } of lessons.sort((a, b) => b.bytes - a.bytes)) {
      console.log(name.slice(0, 24).padEnd(24), kilobytes(bytes), `kB  of ${HEAVIEST}`);
    }
    const rounds = [];
    const hasty = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      const editor = await timeEditor(browser, long);
      rounds.push({ ...(await timePage(browser, file)), editor });
      hasty.push(await timeHastyFigure(browser, file));
    }
    for (const [name, what, bar] of BARS) {
      const times = rounds.map((round) => round[name]);
      console.log(what.padEnd(24), middleOf(times).toFixed(1).padStart(8), `ms  of ${bar}`);
    }
    console.log("figure live, at once".padEnd(24), middleOf(hasty).toFixed(1).padStart(8), "ms");
    for (const [name, moved] of /** @type {const} */ ([
      ["moving p", sliderOfCell(file, "naive-13")],
      ["moving p, playground", sliderOfPlayground(exportPlayground(folder))],
    ])) {
      const frames = (await moveSlider(browser, moved)).toFixed(1).padStart(8);
      console.log(name.padEnd(24), frames, `frames a second of ${FRAMES}`);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder */
function exportPlayground(folder) {
  const command = fileURLToPath(new URL("../export.js", import.meta.url));
  execFileSync(process.execPath, [command, "--playground", "--out", folder]);
  return join(folder, "playground.html");
}

/** @param {number[]} times */
function middleOf(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** @param {object} notebook @param {object[]} cells */
async function exportCells(notebook, cells) {
  const read = parseNotebook(JSON.stringify({ ...notebook, cells }), "lesson");
  return await exportNotebook(read, { directory: notebooks, live: "01-naive-dropout" });
}

/** @param {string} id @param {string} source */
function codeCell(id, source) {
  return { cell_type: "code", id, metadata: {}, source, execution_count: null, outputs: [] };
}
