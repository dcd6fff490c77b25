// JupyterLab with the kernel, opened on the lessons; arguments go to JupyterLab.
import "./ready.js";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensure, PythonError } from "./python/environment.js";

// A learner is to see the lessons: with what Jupyter hides anyway, what only their tests need.
const HIDDEN = ["__pycache__", "*.pyc", "*.pyo", ".DS_Store", "*~", "*.test.ts", "tsconfig.json"];
// JupyterLab lists folders before anything else; these would stand before the lessons.
const HIDDEN_BESIDE_LESSONS = ["guides", "images", "solutions", "testing"];

// The defaults of this JupyterLab, which a learner may change in its settings.
const SETTINGS = {
  "@jupyterlab/filebrowser-extension:browser": {
    // It would leave no room for the names.
    showLastModifiedColumn: false,
  },
  // The version is the course's, and its news would cover the lesson.
  "@jupyterlab/apputils-extension:notification": { checkForUpdates: false, fetchNews: "false" },
};

const root = fileURLToPath(new URL("..", import.meta.url));
const lessons = join(root, "notebooks");

/** @returns {string} the `jupyter` of an environment in which the kernel is installed */
function prepare() {
  try {
    const jupyter = ensure("jupyter", "jupyter");
    const install = ["lib/kernel/bin/dropout-lab-kernel.js", "install", "--prefix", ".venv"];
    const { status, stderr } = spawnSync(process.execPath, install, { cwd: root });
    if (status !== 0) throw new PythonError(`kernel: must install into .venv, got ${stderr}`);
    const settings = join(root, ".venv/share/jupyter/lab/settings");
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, "overrides.json"), JSON.stringify(SETTINGS, null, 2));
    return jupyter;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    console.error(`dropout-lab: ${error.message}`);
    process.exit(1);
  }
}

/** The first lesson; their folder if there is none. */
function firstLesson() {
  const names = readdirSync(lessons).filter((name) => /^\d\d-.*\.ipynb$/.test(name));
  return join(lessons, names.sort()[0] ?? "");
}

/**
 * What the caller names is where the caller stands, which is not always this folder.
 * @param {string} argument
 */
function fromCaller(argument) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  return !argument.startsWith("-") && existsSync(path) ? path : argument;
}

/**
 * What JupyterLab is told of what it opens, a notebook or a folder. With the notebook alone it would
 * open it in a browser, but print an address that leads elsewhere.
 * @param {string} opened
 */
function optionsFor(opened) {
  const isNotebook = opened.endsWith(".ipynb");
  const hidden = (isNotebook ? dirname(opened) : opened) === lessons ? HIDDEN_BESIDE_LESSONS : [];
  return [
    "--ServerApp.ip=127.0.0.1",
    ...[...HIDDEN, ...hidden].map((names) => `--ContentsManager.hide_globs=${names}`),
    ...(isNotebook
      ? [`--LabApp.default_url=/lab/tree/${encodeURIComponent(basename(opened))}`]
      : []),
  ];
}

if (process.argv.includes("--help")) {
  console.log(`npm run lab -- [OPTION…] [FILE or FOLDER]

Opens the first lesson, or what is named, in JupyterLab, with the kernel "TypeScript (dropout-lab)",
on this machine only. The lessons with their answers: npm run lab -- notebooks/solutions
A tour of the kernel: npm run lab -- notebooks/guides/kernel-tour.ipynb

JupyterLab lives in .venv, which the first call makes. Options go to it: --port N, --no-browser,
and all that \`jupyter lab --help\` names.`);
} else {
  const given = process.argv.slice(2).map(fromCaller);
  const first = firstLesson();
  const options = optionsFor(given.find((argument) => isAbsolute(argument)) ?? first);
  // Of several names JupyterLab opens the first one.
  const lab = spawn(prepare(), ["lab", ...options, ...given, first], {
    cwd: root,
    stdio: "inherit",
  });
  // JupyterLab hears Ctrl-C itself and asks; leaving before it would leave it behind.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => lab.kill("SIGTERM"));
  lab.on("exit", (code) => process.exit(code ?? 1));
}
