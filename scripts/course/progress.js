import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readArguments } from "../read-arguments.js";
import { replaceFile } from "./replace-file.js";

const notebooks = fileURLToPath(new URL("../../notebooks", import.meta.url));
const help = `npm run course -- progress summary [FILE] [--html PAGE]
npm run course -- progress export FILE
npm run course -- progress merge FILE…

JupyterLab keeps what is done in notebooks/dropout-lab-progress.json, or where DROPOUT_LAB_PROGRESS
says; a page keeps it in the browser, and downloads and opens files of the same format.

  summary  prints what is done, of FILE or of notebooks/; the answers were self-assessed
  export   writes the progress of notebooks/ to a new FILE, which a page opens
  merge    joins FILEs with the progress of notebooks/: done stays done, most tries and hints

  --html PAGE  writes the summary as a page to print, a file that ends in .html
  --help       print this

The exit code is 0, or 1 if a file cannot be used, or 2 if the arguments cannot.`;

/**
 * The command `progress`.
 * @param {string[]} args
 */
export async function runProgress(args) {
  const options = { html: /** @type {const} */ ({ type: "string" }) };
  const { values, positionals } = readArguments(help, options, { allowPositionals: true, args });
  const [verb = "", ...files] = positionals;
  const counts = { summary: [0, 1], export: [1, 1], merge: [1, Number.POSITIVE_INFINITY] };
  const [least, most] = Object.hasOwn(counts, verb)
    ? counts[/** @type {keyof typeof counts} */ (verb)]
    : [];
  if (least === undefined || most === undefined) {
    return refuse(`must be followed by summary, export or merge, got ${verb || "nothing"}`);
  }
  if (files.length < least || files.length > most) {
    const count = most === 1 ? `${least === 0 ? "at most" : "exactly"} one file` : "files";
    return refuse(`${verb}: must be given ${count}, got ${files.length}`);
  }
  if (values.html !== undefined && verb !== "summary") {
    return refuse(`--html: must go with summary, got ${verb}`);
  }
  // Another name is perhaps that of a file of progress.
  if (values.html !== undefined && !/[^/\\]\.html$/.test(values.html)) {
    return refuse(`--html: must name a file that ends in .html, got ${values.html || "nothing"}`);
  }
  if (verb === "summary") return await summarize(files[0], values.html);
  return await (verb === "export" ? exportTo(files[0] ?? "") : merge(files));
}

/** @param {string} why @param {number} [code] */
function refuse(why, code = 2) {
  console.error(`dropout-lab: progress: ${why}${code === 2 ? "; --help says more" : ""}`);
  process.exitCode = code;
}

/** The file of the notebooks; undefined, and a sentence, where none is kept. */
async function ownFile() {
  const { progressPath } = await import("dropout-lab/progress");
  const path = progressPath(notebooks);
  if (path === undefined) refuse("DROPOUT_LAB_PROGRESS must not be off, got off", 1);
  return path;
}

async function ownLessons() {
  const { readProgressFile } = await import("dropout-lab/progress");
  const path = await ownFile();
  if (path === undefined) return undefined;
  return naming(path, () =>
    readProgressFile(path, (sentence) => console.error(`dropout-lab: ${sentence}`)),
  );
}

/** The lessons of a file that somebody names; undefined, and a sentence, where it is none. @param {string} file */
async function lessonsOf(file) {
  const { ProgressError, parseProgressFile } = await import("dropout-lab/progress");
  try {
    return parseProgressFile(naming(file, () => readFileSync(file, "utf8"))).lessons;
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error;
    return refuse(`${file}: ${error.message}`, 1);
  }
}

/**
 * What `act` gives; an error of the system names the file, which one of reading a folder does not.
 * @template Result @param {string} path @param {() => Result} act
 */
function naming(path, act) {
  try {
    return act();
  } catch (error) {
    throw Object.assign(/** @type {NodeJS.ErrnoException} */ (error), { path });
  }
}

/** @param {string | undefined} file @param {string | undefined} page */
async function summarize(file, page) {
  const { summaryPage, summaryText } = await import("dropout-lab/progress");
  const kept = await (file === undefined ? ownLessons() : lessonsOf(file));
  if (kept === undefined) return;
  const lessons = await listed(kept);
  if (page === undefined) return console.log(summaryText(lessons));
  replaceFile(page, summaryPage(lessons, Date.now()));
  console.log(`The summary is ${page}.`);
}

/**
 * The course's lessons with all their exercises, then what else is kept.
 * @param {readonly import("dropout-lab/progress").LessonProgress[]} kept
 */
async function listed(kept) {
  const { isSameLesson, noProgress, summaryLesson } = await import("dropout-lab/progress");
  const { describeNotebook, exerciseNames } = await import("dropout-lab-pages/page");
  const { readLessons } = await import("dropout-lab-pages/site");
  const course = readLessons(notebooks).lessons.map(({ name, notebook }) => {
    const own = kept.find((one) => isSameLesson(one, { lesson: name }));
    const { title = name } = describeNotebook(notebook);
    const names = exerciseNames(notebook);
    return { own, summary: summaryLesson(own ?? noProgress(name, title), { title, names }) };
  });
  const others = kept.filter(
    (lesson) =>
      Object.keys(lesson.exercises).length > 0 && !course.some(({ own }) => own === lesson),
  );
  return [
    ...course.map(({ summary }) => summary),
    ...others.map((lesson) => summaryLesson(lesson)),
  ];
}

/** @param {string} file */
async function exportTo(file) {
  const { formatProgressFile } = await import("dropout-lab/progress");
  // What is there may be a page's: merge takes that.
  if (existsSync(file))
    return refuse(`export: must be given a new file, got ${file}, which is there`, 1);
  const lessons = await ownLessons();
  if (lessons === undefined) return;
  if (lessons.length === 0) return refuse("export: there must be progress, got none yet", 1);
  replaceFile(file, formatProgressFile(lessons));
  console.log(`The progress of ${counted(lessons.length)} is ${file}.`);
}

/** @param {string[]} files */
async function merge(files) {
  const { changeProgressFile, joinLessons } = await import("dropout-lab/progress");
  const path = await ownFile();
  const read = await Promise.all(files.map(lessonsOf));
  const lessons = read.filter((one) => one !== undefined);
  // All files or none: a second try after an error joins what is there already.
  if (path === undefined || lessons.length < read.length) return;
  const join = (/** @type {readonly import("dropout-lab/progress").LessonProgress[]} */ mine) =>
    lessons.reduce((joined, theirs) => joinLessons(joined, theirs), mine);
  const joined = naming(path, () =>
    changeProgressFile(path, join, (sentence) => console.error(`dropout-lab: ${sentence}`)),
  );
  console.log(`The progress of ${counted(joined.length)} is in ${path}.`);
}

/** @param {number} count */
function counted(count) {
  return count === 1 ? "1 lesson" : `${count} lessons`;
}
