// Runs the lessons on the kernel, writes their pages into site/, and serves them.
import "./ready.js";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fileError } from "./file-error.js";
import { interruptible } from "./interruptible.js";
import { lessonStamp } from "./lesson-stamp.js";
import { readArguments } from "./read-arguments.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const help = `npm start -- [OPTION…]

Runs every lesson and guide of notebooks/ on the kernel, writes site/ and serves it on 127.0.0.1.
What has not changed since it last ran is taken from .cache/lessons.

  --no-serve   end when site/ is written
  --port N     serve on this port (by default 4280; 0 takes any that is free)
  --force      run all lessons, changed or not
  --help       print this`;

const { values } = readArguments(help, {
  "no-serve": { type: "boolean" },
  port: { type: "string", default: "4280" },
  force: { type: "boolean" },
});

/** @param {string} message @param {number} [status] @returns {never} */
function fail(message, status = 1) {
  console.error(`dropout-lab: ${message}`);
  process.exit(status);
}

// Number() alone would take "", "0x10" and "1e3".
const port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
if (!(port <= 65535)) {
  fail(`--port: must be an integer from 0 to 65535, got ${values.port || "nothing"}`, 2);
}

// Only now: before ./ready.js has run there may be no build.
const {
  buildSite,
  LessonCache,
  NotebookError,
  PortError,
  readDocument,
  readGuides,
  readLessons,
  serveSite,
  showProgress,
} = await import("dropout-lab-pages/site");
const { createKernelspec } = await import("dropout-lab-kernel");

try {
  // Before the lessons run, so that a port in use is said at once.
  const site = values["no-serve"] ? undefined : await serveSite(`${root}/site`, { port });
  const stamp = lessonStamp(root);
  const cache = new LessonCache(`${root}/.cache/lessons`, { stamp, ignored: values.force });
  const { lessons, failures: unread } = readLessons(`${root}/notebooks`);
  const guides = readGuides(`${root}/notebooks/guides`);
  unread.push(...guides.failures);
  guides.lessons.push(readDocument(`${root}/docs/replication.md`));
  for (const file of readdirSync(`${root}/notebooks`)) {
    if (!file.endsWith(".ipynb") || /^\d\d-./.test(file)) continue;
    console.error(`${file}: left out, since lessons are named NN-name.ipynb`);
  }
  for (const [at, { name }] of lessons.entries()) {
    const before = lessons[at - 1]?.name;
    if (before?.slice(0, 2) !== name.slice(0, 2)) continue;
    console.error(`${name}.ipynb: must have a number of its own, got that of ${before}.ipynb`);
  }
  if (lessons.length === 0) fail(unread.join("\n"));
  const { onProgress, stop } = showProgress([...lessons, ...guides.lessons]);
  // Said when the bar has gone.
  const warnings = /** @type {string[]} */ ([]);
  const options = {
    lessons,
    guides: guides.lessons,
    playground: true,
    output: `${root}/site`,
    cache,
    kernel: createKernelspec(),
    onProgress,
    warn: (/** @type {string} */ sentence) => void warnings.push(sentence),
  };
  const failures = await interruptible((signal) => buildSite({ ...options, signal }).finally(stop));
  for (const sentence of [...warnings, ...unread, ...failures]) {
    console.error(`dropout-lab: ${sentence}`);
  }
  // What is right is shown all the same.
  if (unread.length + failures.length > 0) process.exitCode = 1;
  console.log("The course is site/index.html.");
  if (site) {
    console.log(`It is served at ${site.address} until Ctrl-C.`);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void site.close());
  }
} catch (error) {
  if (error instanceof NotebookError || error instanceof PortError) {
    fail(error.message);
  }
  const refused = fileError(error);
  if (refused) fail(refused);
  throw error;
}
