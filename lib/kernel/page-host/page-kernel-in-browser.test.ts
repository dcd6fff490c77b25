import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OfflinePage } from "../../testing/browser.js";
import { launchBrowser, skipWithoutBrowser } from "../../testing/browser.js";
import { CellCompiler } from "../cell/index.ts";
import { bundleModules } from "./bundle-modules.ts";
import { bundledData } from "./bundled-data.ts";
import type { KernelPage } from "./testing/kernel-page.ts";
import { openScriptPage } from "./testing/open-page.ts";
import { workerScript } from "./worker-script.ts";

const notebooks = new URL("../../../notebooks/", import.meta.url);
const directory = fileURLToPath(notebooks);

interface StoredOutput {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

interface Notebook {
  cells: { cell_type: string; source: string | string[]; outputs: StoredOutput[] }[];
}

const joined = (text: unknown): unknown => (Array.isArray(text) ? text.join("") : text);

/** False for the sentence that nothing can be moved: in a page it can. */
function isForPages({ data }: StoredOutput): boolean {
  const interact = data?.["application/vnd.dropout-lab.interact+json"];
  return (interact as { note?: boolean } | undefined)?.note !== true;
}

/** What a diagram's SVG is called where a PNG stands beside it. */
const DIAGRAM_BESIDE_PNG = "application/vnd.dropout-lab.diagram+xml";

/** What a cell shows, without the picture that a page draws itself; how prints are cut does not matter. */
function shown(outputs: readonly StoredOutput[]): unknown[] {
  const found: unknown[] = [];
  let stream: { name: unknown; text: string } | undefined;
  for (const { output_type: type, name, text, data } of outputs.filter(isForPages)) {
    if (type === "stream" && stream !== undefined && stream.name === name) {
      stream.text += String(joined(text));
      continue;
    }
    stream = type === "stream" ? { name, text: String(joined(text)) } : undefined;
    const { "image/png": _, ...rest } = data ?? {};
    const named = Object.entries(rest).map(([mime, value]) => [
      mime === DIAGRAM_BESIDE_PNG ? "image/svg+xml" : mime,
      joined(value),
    ]);
    found.push(stream ?? Object.fromEntries(named));
  }
  return found;
}

describe.skipIf(skipWithoutBrowser())("a page's kernel", () => {
  let browser: Browser;
  let script: string;
  let opened: OfflinePage | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    script = await workerScript();
  });
  afterEach(async () => {
    expect([...(opened?.errors ?? []), ...(opened?.requests ?? [])]).toEqual([]);
    await opened?.page.context().close();
    opened = undefined;
  });
  afterAll(() => browser?.close());

  async function start(
    specifiers: readonly string[],
    { worker = script, sources = [] as readonly string[] } = {},
  ): Promise<Page> {
    const entry = new URL("./testing/kernel-page.ts", import.meta.url);
    opened = await openScriptPage(browser, entry);
    const data = await bundledData(sources, specifiers, { directory });
    const modules = await bundleModules(specifiers, { directory, data });
    await opened.page.evaluate(
      ([script, modules]) => (globalThis as unknown as KernelPage).startKernel(script, modules),
      [worker, modules] as const,
    );
    return opened.page;
  }

  const run = (page: Page, source: string, title = "Cell [1]") =>
    page.evaluate(
      ([source, title]) => (globalThis as unknown as KernelPage).runCell(source, title),
      [source, title] as const,
    );

  it("shows values, prints and displays as a kernel does", async () => {
    const page = await start([]);
    const { result, outputs } = await run(
      page,
      "console.log('a %d', 1); console.error(new Map([[1, { b: 2 }]])); jupyter.display([1, 2]); ({ a: [1.5, 'x'], f() {} })",
    );
    expect(result).toEqual({
      status: "ok",
      display: { data: { "text/plain": "{ a: [ 1.5, 'x' ], f: [Function: f] }" }, metadata: {} },
    });
    expect(outputs).toMatchObject([
      { type: "stream", name: "stdout", text: "a 1\n" },
      { type: "stream", name: "stderr", text: "Map(1) { 1 => { b: 2 } }\n" },
      { type: "display", display: { data: { "text/plain": "[ 1, 2 ]" } } },
    ]);
    expect((await run(page, "1;")).result).toEqual({ status: "ok" });
    const table = (await run(page, "console.table([{ a: 1, b: 2 }], ['b']); console.table([1])"))
      .outputs;
    expect(table).toMatchObject([
      {
        display: {
          data: {
            "text/plain": expect.stringContaining("│ (index) │ b │\n"),
            "text/html": expect.stringContaining("<th></th><th>b</th></tr>"),
          },
        },
      },
      { text: expect.stringContaining("│ 0       │ 1      │\n") },
    ]);
  });

  it("tells errors at their lines, also those of earlier cells", async () => {
    const page = await start([]);
    await run(page, "type T = number\nfunction f(x: T): never {\n  throw new RangeError('far')\n}");
    const { result } = await run(page, "\nf(1)", "Cell [2]");
    if (result.status !== "error") throw new Error(`must fail, got ${result.status}`);
    const text = result.error.traceback.join("\n");
    expect([result.error.ename, result.error.evalue, result.error.line]).toEqual([
      "RangeError",
      "far",
      2,
    ]);
    expect(text).toContain("at f (Cell [1], line 3, column 9)");
    expect(text).toContain("at Cell [2], line 2, column 1");
    expect(text).not.toContain("blob:");
    const wrong = (await run(page, "const = 1")).result;
    expect(wrong).toMatchObject({ status: "error", error: { ename: "SyntaxError", line: 1 } });
  });

  it("says what a page cannot import, and what it must not reach", async () => {
    const page = await start(["node:fs", "no-such-package"]);
    const evalue = async (source: string) => {
      const { result } = await run(page, source);
      return result.status === "error" ? result.error.evalue : result;
    };
    expect(await evalue("import fs from 'node:fs'")).toContain("a page has no Node");
    expect(await evalue("import 'no-such-package'")).toContain('"npm install no-such-package"');
    expect(await evalue("import 'other'")).toContain("does not bring it along");
    expect(await evalue("await fetch('https://example.org')")).toContain("fetch");
    expect((await run(page, "typeof document + new Function('return 1')()")).result).toMatchObject({
      display: { data: { "text/plain": "'undefined1'" } },
    });
    const evaluated = await page.evaluate(() =>
      (globalThis as unknown as KernelPage).evaluatedInPage(),
    );
    expect(evaluated).toEqual([]);
    // These refusals are what was asked for.
    opened?.errors.splice(0);
  });

  it("prints while a cell loops, and ends any loop", async () => {
    const page = await start([]);
    await run(page, "const kept = 1");
    const stopped = run(page, "console.log('loops'); while (true) {}");
    await page.waitForTimeout(300);
    await page.evaluate(() => (globalThis as unknown as KernelPage).restartKernel());
    expect(await stopped).toMatchObject({
      result: { status: "stopped" },
      outputs: [{ type: "stream", text: "loops\n" }],
    });
    expect((await run(page, "typeof kept")).result).toMatchObject({
      display: { data: { "text/plain": "'undefined'" } },
    });
  });

  it("says of every cell why it cannot run where no worker can begin", async () => {
    const page = await start([], { worker: "throw new Error('broken')" });
    const ended = { result: { status: "died", reason: expect.stringMatching(/broken\.$/) } };
    expect(await run(page, "1")).toMatchObject(ended);
    expect(await run(page, "2")).toMatchObject(ended);
  });

  it.each(readdirSync(notebooks).filter((name) => /^\d.*\.ipynb$/.test(name)))(
    "gives what the kernel gave for each cell of %s",
    async (name) => {
      const { cells } = JSON.parse(readFileSync(new URL(name, notebooks), "utf8")) as Notebook;
      const code = cells.filter(({ cell_type: type }) => type === "code");
      const sources = code.map(({ source }) => joined(source) as string);
      const compiler = new CellCompiler({ globals: [] });
      const specifiers: string[] = [];
      for (const source of sources) {
        const { imports } = await compiler.compile(source, { url: "cell" });
        specifiers.push(...imports.filter(({ typeOnly }) => !typeOnly).map((i) => i.specifier));
      }
      const page = await start(specifiers, { sources });
      for (const [index, cell] of code.entries()) {
        const source = joined(cell.source) as string;
        const { result, outputs } = await run(page, source, `Cell [${index + 1}]`);
        const got: StoredOutput[] = outputs.map((output) => {
          if (output.type === "stream") return { ...output, output_type: "stream" };
          if (output.type === "display")
            return { output_type: "display_data", data: output.display.data };
          throw new Error(`must print or display, got ${JSON.stringify(output)}`);
        });
        if (result.status === "ok" && result.display !== undefined)
          got.push({ output_type: "execute_result", data: result.display.data });
        expect(result.status, JSON.stringify(result)).toBe("ok");
        expect(shown(got), source).toEqual(shown(cell.outputs));
      }
    },
  );
});
