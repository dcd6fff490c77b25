import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import { installed } from "./scripts/python/environment.js";

/** @param {string} path */
const source = (path) => fileURLToPath(new URL(`lib/${path}`, import.meta.url));

const python = installed("jupyter");

/** What takes longest. Vitest knows that only from an earlier run, and begins with the largest files. */
const LONGEST = [
  "kernel/conformance/conformance.test.ts",
  "scripts/packages.test.js",
  "notebooks/lessons-on-tslab.test.ts",
  "notebooks/lessons.test.ts",
  "live/notebook/notebook-in-browser.test.ts",
  "scripts/lab-figures.test.js",
  "-in-browser.test.ts",
  "conformance/clients.test.ts",
  "kernel/broken-builtins.test.ts",
  "kernel/interrupts.test.ts",
  "scripts/lab.test.js",
  "notebooks/nbconvert.test.ts",
  "scripts/start.test.js",
  "docs/examples.test.js",
  "scripts/docs.test.js",
  "course/mask-answers.test.ts",
  "course/exercises.test.ts",
  "notebooks/changed-lesson.test.ts",
  "scripts/store.test.js",
];

/** Begins with what takes longest, so that all workers end together. */
class LongestFirst extends BaseSequencer {
  /** @override @param {import("vitest/node").TestSpecification[]} files */
  async sort(files) {
    const sorted = await super.sort(files);
    const long = LONGEST.map((end) => sorted.filter(({ moduleId }) => moduleId.endsWith(end)));
    return [...new Set([...long.flat(), ...sorted])];
  }
}

export default defineConfig({
  resolve: {
    // As in lib/tsconfig.json: tests see the sources of all packages.
    alias: [
      { find: /^dropout-lab-(kernel|pages)$/, replacement: source("$1/index.ts") },
      { find: /^dropout-lab-(kernel|pages)\/([\w-]+)$/, replacement: source("$1/$2/index.ts") },
      {
        find: /^dropout-lab-kernel\/page-host\/node$/,
        replacement: source("kernel/page-host/node.ts"),
      },
      {
        find: /^dropout-lab\/course\/([\w-]+)$/,
        replacement: source("library/course/exercises/$1.ts"),
      },
      { find: /^dropout-lab\/(\w+)$/, replacement: source("library/$1/index.ts") },
    ],
  },
  test: {
    include: ["lib/**/*.test.ts", "scripts/**/*.test.js", "notebooks/**/*.test.ts"],
    exclude: ["**/node_modules/**", "lib/*/dist/**"],
    // For lib/testing/jupyter-program.ts.
    env: {
      ...(python ? { JUPYTER_PROGRAMS: dirname(python) } : {}),
      // A test solves exercises, and the learner has not.
      DROPOUT_LAB_PROGRESS: "off",
    },
    // Real kernels, browsers and Python environments share two cores here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
