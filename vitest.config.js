import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "scripts/**/*.test.js", "notebooks/**/*.test.ts"],
    exclude: ["**/node_modules/**", "lib/dist/**"],
    // Real kernels, browsers and Python environments share two cores here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
  },
});
