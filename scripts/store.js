// For authors: runs lessons and stores what they put out in their files.
import "./ready.js";
import { fileURLToPath } from "node:url";
import { fileError } from "./file-error.js";
import { interruptible } from "./interruptible.js";
import { readArguments } from "./read-arguments.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const help = `npm run store -- [OPTION…] [NAME…]

Runs the lessons, their solutions and the guides (or those whose names begin so, as 01) on the kernel,
and stores their outputs in their files, in the form that Jupyter writes. One that fails stays as it is.
At the end it says how long they took.

  --check  store nothing; print what would change, and fail if anything would
  --help   print this`;

const { values, positionals } = readArguments(
  help,
  { check: { type: "boolean" } },
  { allowPositionals: true },
);

// Only now: before ./ready.js has run there may be no build.
const { compareNotebooks, formatDifferences, writeNotebook } = await import(
  "dropout-lab-pages/notebook"
);
const { NotebookError, readGuides, readLessons, runLessons, showProgress } = await import(
  "dropout-lab-pages/site"
);
const { createKernelspec } = await import("dropout-lab-kernel");

/**
 * What is in a folder of notebooks/, its name before the names.
 * @param {string} folder @param {typeof readLessons} read
 */
function inFolder(folder, read) {
  const { lessons, failures } = read(`${root}/notebooks/${folder}`);
  return {
    failures,
    lessons: lessons.map((lesson) => ({ ...lesson, name: `${folder}/${lesson.name}` })),
  };
}

try {
  const isWanted = (/** @type {string} */ name) =>
    positionals.length === 0 || positionals.some((beginning) => name.startsWith(beginning));
  const folders = [
    readLessons(`${root}/notebooks`),
    inFolder("solutions", readLessons),
    inFolder("guides", readGuides),
  ];
  for (const sentence of folders.flatMap(({ failures }) => failures)) {
    console.error(`dropout-lab: ${sentence}`);
    process.exitCode = 1;
  }
  const lessons = folders
    .flatMap((folder) => folder.lessons)
    .filter(({ name }) => isWanted(name) || isWanted(name.split("/").at(-1) ?? ""));
  if (lessons.length === 0) {
    throw new NotebookError(`${positionals.join(" ")}: no lesson's name begins so`);
  }
  const { onProgress, stop } = showProgress(lessons);
  const results = await interruptible((signal) =>
    runLessons(lessons, { kernel: createKernelspec(), onProgress, signal }).finally(stop),
  );
  // Handled here, a signal falls between two files and never within one.
  process.on("SIGINT", () => process.exit(130));
  for (const result of results) {
    const { lesson } = result;
    if ("failure" in result) {
      console.error(`dropout-lab: ${result.failure}`);
      process.exitCode = 1;
    } else if (!values.check) writeNotebook(lesson.path, result.notebook);
    else {
      const differences = compareNotebooks(lesson.notebook, result.notebook);
      if (differences.length === 0) continue;
      console.error(`${lesson.name}:\n${formatDifferences(differences)}\n`);
      process.exitCode = 1;
    }
  }
} catch (error) {
  const message = error instanceof NotebookError ? error.message : fileError(error);
  if (!message) throw error;
  console.error(`dropout-lab: ${message}`);
  process.exit(1);
}
