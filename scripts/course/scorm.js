import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readArguments } from "../read-arguments.js";
import { replaceFile } from "./replace-file.js";
import { scormPackage } from "./scorm-package.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const help = `npm run course -- scorm [--out FILE] [NAME…]

Writes the lessons of notebooks/ (or those whose names begin so, as 01), as they are stored, as one
SCORM 1.2 package for a learning management system. Each lesson is a unit of its own (SCO) that reports
its completion, its score (the percentage of exercises that are done, judged in the learner's browser),
and as much of the learner's work as SCORM keeps (4,096 characters).

  --out FILE  the package's name, ending in .zip (by default dropout-lab-scorm.zip here)
  --help      print this

The exit code is 0, or 1 if the package cannot be written whole, or 2 if the arguments cannot be used.`;

/**
 * The command `scorm`.
 * @param {string[]} args
 */
export async function runScorm(args) {
  const { values, positionals } = readArguments(
    help,
    { out: { type: "string", default: "dropout-lab-scorm.zip" } },
    { allowPositionals: true, args },
  );
  if (!values.out.endsWith(".zip") || basename(values.out) === ".zip") {
    console.error(
      `dropout-lab: scorm: --out must name a file that ends in .zip, got ${values.out || "nothing"}`,
    );
    process.exitCode = 2;
    return;
  }
  const { describeNotebook, exportNotebook } = await import("dropout-lab-pages/page");
  const { readLessons } = await import("dropout-lab-pages/site");
  const directory = join(root, "notebooks");
  const { lessons: all, failures } = readLessons(directory);
  const unknown = positionals.filter((begin) => !all.some(({ name }) => name.startsWith(begin)));
  if (unknown.length > 0) {
    console.error(`dropout-lab: scorm: ${unknown.join(" ")}: no lesson's name begins so`);
    process.exitCode = 1;
    return;
  }
  const lessons = all.filter(
    ({ name }) => positionals.length === 0 || positionals.some((begin) => name.startsWith(begin)),
  );
  const pages = [];
  for (const { name, notebook } of lessons) {
    const warn = (/** @type {string} */ sentence) => failures.push(`${name}: ${sentence}`);
    const html = await exportNotebook(notebook, { directory, live: name, scorm: true, warn });
    pages.push({ name, title: describeNotebook(notebook).title ?? name, html });
  }
  if (failures.length > 0) {
    for (const failure of failures) console.error(`dropout-lab: ${failure}`);
    console.error("dropout-lab: scorm: every lesson must be whole; no package is written");
    process.exitCode = 1;
    return;
  }
  const bytes = scormPackage({ title: "Dropout", lessons: pages });
  replaceFile(values.out, bytes);
  const what = pages.length === 1 ? "1 lesson is" : `${pages.length} lessons are`;
  console.log(`${what} in ${values.out} (${(bytes.length / 1e6).toFixed(1)} MB).`);
}
