import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** @param {string} path */
const source = (path) => fileURLToPath(new URL(`lib/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // As in lib/tsconfig.json: tests see the sources of all packages.
    alias: [
      { find: /^dropout-lab-(kernel|pages)$/, replacement: source("$1/index.ts") },
      { find: /^dropout-lab-(kernel|pages)\/(\w+)$/, replacement: source("$1/$2/index.ts") },
      { find: /^dropout-lab\/(\w+)$/, replacement: source("library/$1/index.ts") },
    ],
  },
  test: {
    include: ["lib/**/*.test.ts", "scripts/**/*.test.js", "notebooks/**/*.test.ts"],
    exclude: ["**/node_modules/**", "lib/*/dist/**"],
    // Real kernels, browsers and Python environments share two cores here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
  },
});
