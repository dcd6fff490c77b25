import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { isWasmAvailable } from "../wasm/index.ts";
import { program } from "./testing/program.ts";

describe.skipIf(skipWithoutBrowser())("the library in the worker of a page from disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "dropout-lab-page-"));
  let browser: Awaited<ReturnType<typeof launchBrowser>>;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the program gives in a worker of a page with the given content policy. */
  async function answerUnder(policy: string) {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { program } from "./lib/library/nn/testing/program.ts";
          import { isWasmAvailable } from "./lib/library/wasm/index.ts";
          postMessage({ results: program(), available: isWasmAvailable() });`,
        resolveDir: join(import.meta.dirname, "../../.."),
        loader: "ts",
      },
      bundle: true,
      format: "iife",
      platform: "browser",
      write: false,
    });
    const script = outputFiles[0]?.text ?? "";
    const file = join(folder, "page.html");
    // Base64, since the script may hold what ends an HTML script early.
    writeFileSync(
      file,
      `<!doctype html><title>page</title>
      <meta http-equiv="Content-Security-Policy" content="${policy}">
      <script>
        const code = new Blob([atob("${Buffer.from(script).toString("base64")}")]);
        window.answer = new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(code));
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
        });
      </script>`,
    );
    const { page, requests } = await openOffline(browser, file);
    const answer = await page.evaluate("window.answer");
    return { answer, requests };
  }

  it("computes with the same WebAssembly module what it computes in Node", async () => {
    const policy = "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:";
    expect(isWasmAvailable()).toBe(true);
    expect(await answerUnder(policy)).toEqual({
      answer: { available: true, results: program() },
      requests: [],
    });
  });

  it("computes the same on the plain loops where the page's policy forbids WebAssembly", async () => {
    expect(await answerUnder("script-src 'unsafe-inline' blob:")).toEqual({
      answer: { available: false, results: program() },
      requests: [],
    });
  });
});
