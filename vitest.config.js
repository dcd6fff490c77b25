import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { installed } from "./scripts/python/environment.js";

/** @param {string} path */
const source = (path) => fileURLToPath(new URL(`lib/${path}`, import.meta.url));

const python = installed("jupyter");

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
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
  },
});
