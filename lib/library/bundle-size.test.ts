import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** What a page loads that takes all of `dropout-lab/nn`, with the tensors and WebAssembly under it. */
const MOST_BYTES = 45_000;

test("all of nn, minified and compressed, stays small enough for a page", async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "nn/index.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
    write: false,
  });
  const { length } = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 });
  expect(length).toBeGreaterThan(10_000);
  expect(length).toBeLessThanOrEqual(MOST_BYTES);
});
