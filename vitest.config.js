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

/**
 * What starts kernels, browsers and commands, or mocks a module, which no later file could undo: each
 * file has a worker of its own. The others share theirs, since starting one and loading packages takes
 * most of their time.
 */
const ALONE = [
  "scripts/**/*.test.js",
  "notebooks/**/*.test.ts",
  "lib/**/*-in-browser.test.ts",
  "lib/kernel/*.test.ts",
  "lib/kernel/{conformance,host,language,page-host}/**/*.test.ts",
  "lib/kernel/protocol/child-processes.test.ts",
  "lib/library/display/stock-tslab.test.ts",
  "lib/library/plot/static/*.test.ts",
  "lib/pages/client/**/*.test.ts",
  "lib/pages/notebook/run-notebook.test.ts",
  "lib/pages/site/{build-site,run-lessons}.test.ts",
];
const NO_TESTS = ["**/node_modules/**", "lib/*/dist/**"];

/** Begins with what takes longest, so that all workers end together. */
class LongestFirst extends BaseSequencer {
  /** @override @param {import("vitest/node").TestSpecification[]} files */
  async sort(files) {
    const sorted = await super.sort(files);
    const long = LONGEST.map((end) => sorted.filter(({ moduleId }) => moduleId.endsWith(end)));
    const all = [...new Set([...long.flat(), ...sorted])];
    // A worker is kept only while the next file shares it.
    const shared = new Set(all.filter(({ project }) => !project.config.isolate));
    return [...all.filter((file) => !shared.has(file)), ...shared];
  }
}

/** Of itself Vitest gives these options of a command line to no project. @type {import("vitest/config").Plugin} */
const optionsForProjects = {
  name: "options-for-projects",
  configureVitest({ vitest, project }) {
    project.config.exclude.push(...(vitest.config.cliExclude ?? []));
    project.config.maxWorkers = vitest.config.maxWorkers;
  },
};

export default defineConfig({
  plugins: [optionsForProjects],
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
    projects: [
      { extends: true, test: { name: "alone", include: ALONE, exclude: NO_TESTS } },
      {
        extends: true,
        test: {
          name: "shared",
          include: ["lib/**/*.test.ts"],
          exclude: [...NO_TESTS, ...ALONE],
          isolate: false,
          setupFiles: ["lib/testing/fresh-modules.js"],
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
        },
      },
    ],
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
    // One more than these: a third of the time a worker waits for what it has started.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
