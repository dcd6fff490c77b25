/// <reference lib="dom" />
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { createLogger, build as viteBuild } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../testing/browser.js";
import { everyRoom } from "./testing/every-room.ts";

const ADDRESS = "http://page.test/";

const PROGRAM = `
  import { everyRoom, pageLimits } from "../../lib/library/testing/every-room.ts";
  // What a page brings of the files of data/.
  const recording = new TextEncoder().encode(JSON.stringify({ seed: 15172 }));
  globalThis[Symbol.for("dropout-lab.data")] = new Map([["torch-article.json", recording]]);
  const answer = async () => ({ ...(await everyRoom()), limits: await pageLimits() });
  window.answer = answer().catch((error) => String(error.stack));`;

describe.skipIf(skipWithoutBrowser())("a page that uses every room of the library", () => {
  const root = join(import.meta.dirname, "../..");
  let folder = "";
  let browser: Awaited<ReturnType<typeof launchBrowser>>;

  beforeAll(async () => {
    browser = await launchBrowser();
    mkdirSync(join(root, ".cache"), { recursive: true });
    // Within the checkout, so that the packages are found.
    folder = mkdtempSync(join(root, ".cache", "page-"));
    writeFileSync(join(folder, "program.js"), PROGRAM);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page in a folder, and gives what its program answers. */
  async function answerOf(site: string): Promise<unknown> {
    const context = await browser.newContext();
    const requests: string[] = [];
    await context.route("**/*", (route) => {
      const path = route.request().url().slice(ADDRESS.length) || "index.html";
      requests.push(path);
      return existsSync(join(site, path))
        ? route.fulfill({ path: join(site, path) })
        : route.abort();
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(ADDRESS);
    const answer = await page.evaluate("window.answer");
    expect(errors).toEqual([]);
    await context.close();
    return answer;
  }

  async function expected(): Promise<Record<string, unknown>> {
    const limits = [
      ["application/vnd.plotly.v1+json", "text/plain"],
      [
        "Figure.toPng: must run in Node, got a page",
        'data: must be a file in the map globalThis[Symbol.for("dropout-lab.data")] of the page, got digits.bin.gz',
      ],
    ];
    return { ...(await everyRoom()), limits };
  }

  it.each<[string, BuildOptions]>([
    ["a script", {}],
    ["a module", { format: "esm", minify: true }],
  ])("runs as %s that esbuild bundles", async (name, options) => {
    const site = join(folder, name);
    const { warnings } = await build({
      entryPoints: [join(folder, "program.js")],
      bundle: true,
      logLevel: "silent",
      outfile: join(site, "page.js"),
      ...options,
    });
    // A script has no address of its own; only Node asks for it.
    expect(warnings.filter(({ id }) => id !== "empty-import-meta")).toEqual([]);
    const type = options.format === "esm" ? ' type="module"' : "";
    writeFileSync(
      join(site, "index.html"),
      `<!doctype html><script${type} src="page.js"></script>`,
    );
    expect(await answerOf(site)).toEqual(await expected());
    // No package that only pictures or Node need came along.
    expect(readFileSync(join(site, "page.js")).length).toBeLessThan(400_000);
  });

  it("runs as Vite builds it, without configuration", async () => {
    const page = '<!doctype html><script type="module" src="./program.js"></script>';
    writeFileSync(join(folder, "index.html"), page);
    const warnings: string[] = [];
    const logger = createLogger("warn");
    logger.warn = (message) => void warnings.push(message);
    await viteBuild({ root: folder, configFile: false, customLogger: logger });
    expect(warnings).toEqual([]);
    expect(await answerOf(join(folder, "dist"))).toEqual(await expected());
  });
});
