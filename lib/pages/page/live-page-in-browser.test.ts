import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  launchBrowser,
  type OfflinePage,
  openOffline,
  skipWithoutBrowser,
} from "../../testing/browser.js";
import { runCell } from "../../testing/live-cells.js";
import type { Cell, Notebook } from "../notebook/index.ts";
import { exportNotebook } from "./export-notebook.ts";
import { livePage } from "./live-page.ts";
import { pack } from "./pack.ts";
import { code, display, markdown, notebookOf, stream } from "./testing/sample-notebooks.ts";

const checkout = fileURLToPath(new URL("../../../", import.meta.url));

/** A code cell with an id of its own. */
const cell = (id: string, source: string, outputs = [stream("stored\n")]) => ({
  ...code(source, outputs),
  id,
});

describe("what a page carries so that its cells run", () => {
  const made = async (...cells: (string | Cell)[]) => {
    const warnings: string[] = [];
    const notebook = notebookOf(
      cells.map((cell) => (typeof cell === "string" ? code(cell) : cell)),
    );
    const page = await livePage(notebook, {
      ...{ name: "made", title: "Made", directory: checkout },
      warn: (sentence) => void warnings.push(sentence),
    });
    const data = [...page.scripts.matchAll(/data-name="([^"]*)"/g)].map(([, name]) => name);
    return { ...page, data, warnings };
  };

  test("names each import that cannot come along, with its cell", async () => {
    const { warnings } = await made(
      'import { readFile } from "node:fs/promises";',
      'import fs from "fs"; import type { A } from "only-types"; await import("no-such"); import("@no/such/part"); import("acorn/no-such"); import("./no-such.ts")',
      'import { readFile as again } from "node:fs/promises";',
    );
    expect(warnings).toEqual([
      'cell 1 (In [1]): Cannot import "node:fs/promises": a page has no Node; run the notebook on a kernel',
      'cell 2 (In [1]): Cannot import "fs": a page has no Node; run the notebook on a kernel',
      'cell 2 (In [1]): Cannot import "no-such" in a page: its package is not installed; run "npm install no-such" in the notebook\'s folder, and export it again',
      'cell 2 (In [1]): Cannot import "@no/such/part" in a page: its package is not installed; run "npm install @no/such" in the notebook\'s folder, and export it again',
      expect.stringMatching(/Cannot import "acorn\/no-such" in a page: Could not resolve/),
      expect.stringMatching(/Cannot import "\.\/no-such\.ts" in a page: Could not resolve/),
    ]);
  });

  test("has the files that cells may read, and no others", async () => {
    const found = async (...cells: (string | Cell)[]) => (await made(...cells)).data;
    const rooms = 'import * as data from "dropout-lab/datasets";';
    expect(await found(rooms)).toEqual([]);
    expect(await found(rooms, markdown("To six digits."))).toEqual([]);
    expect(await found(rooms, "data.digits()")).toEqual(["digits.bin.gz"]);
    expect(await found(rooms, 'data.readData("torch-article.json")')).toEqual([
      "torch-article.json",
    ]);
    expect(await found('import { torchRecording } from "dropout-lab/datasets";')).toEqual([
      "torch-article.json",
    ]);
    expect(await found("const digits = 1")).toEqual([]);
  });

  test("has plotly.js where a cell may show a figure", async () => {
    expect((await made("1 + 1")).figureCode).toEqual([]);
    expect((await made('import { lines } from "dropout-lab/plot"')).figureCode).not.toEqual([]);
  });

  test("has what lowers syntax only where a cell needs it", async () => {
    expect((await made("interface A { b: 1 }")).scripts).not.toContain("live-lowering");
    expect((await made("1", "enum A { B }")).scripts).toContain('id="live-lowering"');
  });

  test("names each cell once", async () => {
    const cells = [
      cell("a", "1"),
      cell("a", "2"),
      code("3"),
      cell("cell-6", "4"),
      code("5"),
      code("5"),
    ];
    const idsOf = async (cells: Cell[]) => {
      const options = { name: "made", title: "Made", directory: checkout, warn: () => {} };
      return [...(await livePage(notebookOf(cells), options)).ids.values()];
    };
    const ids = await idsOf(cells);
    expect(new Set(ids).size).toBe(6);
    expect([ids[0], ids[3]]).toEqual(["a", "cell-6"]);
    // One that has no id of its own keeps it below a new one.
    expect((await idsOf([code("new"), ...cells])).slice(1)).toEqual(ids);
  });
});

describe.skipIf(skipWithoutBrowser())("a page whose cells run, from disk", () => {
  const dir = mkdtempSync(join(tmpdir(), "live-page-"));
  let browser: Browser;
  let opened: OfflinePage | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    mkdirSync(join(dir, "near"));
    writeFileSync(
      join(dir, "near", "scale.ts"),
      'import table from "./table.json";\nexport enum Kind { naive = "naive" }\nexport const scaled = (p: number): number => table.one / (1 - p);',
    );
    writeFileSync(join(dir, "near", "table.json"), '{ "one": 1 }');
  });
  afterEach(async () => {
    expect([...(opened?.errors ?? []), ...(opened?.requests ?? [])]).toEqual([]);
    await opened?.page.context().close();
    opened = undefined;
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  async function open(notebook: Notebook) {
    const file = join(dir, "page.html");
    writeFileSync(file, await exportNotebook(notebook, { directory: dir, live: "page" }));
    opened = await openOffline(browser, file);
    return opened.page;
  }

  test("shows the stored outputs until a cell is run", async () => {
    const page = await open(notebookOf([markdown("# Runs"), cell("sum", "1 + 1")]));
    expect(await page.locator("[data-cell=sum] .outputs").textContent()).toBe("stored\n");
    expect(await runCell(page, "sum")).toBe("2");
  });

  test("brings along TypeScript and JSON that are beside the notebook", async () => {
    const page = await open(
      notebookOf([
        cell("ts", 'import { Kind, scaled } from "./near/scale.ts"; [Kind.naive, scaled(0.5)]'),
        cell("json", 'import table from "./near/table.json" with { type: "json" }; table'),
      ]),
    );
    expect(await runCell(page, "ts")).toBe("[ 'naive', 2 ]");
    expect(await runCell(page, "json")).toBe("{ one: 1 }");
  });

  test("runs a cell that must be lowered", async () => {
    const page = await open(notebookOf([cell("enum", "enum Kind { naive = 7 }\nKind.naive + 1")]));
    await runCell(page, "enum");
    const outputs = page.locator("[data-cell=enum] .outputs");
    await expect.poll(() => outputs.textContent(), { timeout: 20_000 }).toBe("8");
  });

  test("says what it does not bring along when a cell asks for it", async () => {
    const page = await open(notebookOf([cell("fs", 'import { cwd } from "node:process"; cwd()')]));
    expect(await runCell(page, "fs")).toContain(
      'Cannot import "node:process": a page has no Node; run the notebook on a kernel',
    );
  });

  test("goes on when a cell fails whose code is not shown", async () => {
    const metadata = { tags: ["remove-input"] };
    const unseen = { ...cell("unseen", "const p = 0.4;\nnoSuchName"), metadata };
    const page = await open(notebookOf([unseen, cell("sum", "40 + 2")]));
    await page.locator("[data-cell=sum]").getByRole("button", { name: /^Run/ }).click();
    const failed = page.locator("[data-cell=unseen][data-state=error] .outputs");
    expect(await failed.textContent()).toContain("noSuchName is not defined");
    expect(await runCell(page, "sum")).toBe("42");
  });

  test("does for the reader what was asked for before it was live", async () => {
    const file = join(dir, "early.html");
    const notebook = notebookOf([cell("sum", "1 + 1")]);
    writeFileSync(file, await exportNotebook(notebook, { directory: dir, live: "early" }));
    const page = await (await browser.newContext({ offline: true })).newPage();
    await page.addInitScript(() => {
      // A browser that is never idle.
      globalThis.requestIdleCallback = () => 0;
      addEventListener("click", ({ isTrusted }) => {
        if (!isTrusted) document.documentElement.dataset.again = String("dropoutLab" in globalThis);
      });
    });
    await page.goto(pathToFileURL(file).href);
    expect(await page.evaluate(() => "dropoutLab" in globalThis)).toBe(false);
    await page.locator("[data-cell=sum] code").click();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.dataset.again))
      .toBe("true");
    await page.context().close();
  });

  test("takes nothing that is shown for what it carries", async () => {
    const packed = pack("throw new Error('not the worker')");
    const own = ["live-ui", "live-worker", "live-modules"].map(
      (id) => `<p id="${id}">${packed}</p>`,
    );
    const shown = display({
      "text/html": `<p data-cell="sum" data-interact="{">x</p>${own.join("")}`,
    });
    const before = { ...cell("html", "2"), outputs: [shown] } as never;
    const page = await open(
      notebookOf([markdown("# Live notebook"), before, cell("sum", "1 + 1")]),
    );
    expect(await runCell(page, "sum")).toBe("2");
  });

  test("says in one sentence why nothing runs", async () => {
    const whole = await exportNotebook(notebookOf([cell("sum", "1 + 1")]), { live: "whole" });
    const sentenceIn = async (html: string, prepare: () => void, options = {}) => {
      const file = join(dir, "nothing-runs.html");
      writeFileSync(file, html);
      const context = await browser.newContext({ offline: true, ...options });
      const page = await context.newPage();
      await page.addInitScript(prepare);
      await page.goto(pathToFileURL(file).href);
      const said = await page.locator("p.nothing-runs:visible").textContent();
      expect(await page.locator("[data-cell=sum] .outputs").textContent()).toContain("stored");
      await context.close();
      return said;
    };
    const damaged = whole.replace(/(id="live-worker">.{100})./s, "$1");
    expect(await sentenceIn(damaged, () => {})).toBe(
      "The cells of this page show what is stored, but cannot run: its file is damaged. Get it again from where you have it.",
    );
    // As in a browser that cannot read the script.
    const unread = () =>
      void Object.defineProperty(globalThis, "dropoutLab", { get: () => undefined, set() {} });
    expect(await sentenceIn(whole, unread)).toBe(
      "The cells of this page show what is stored, but cannot run: this browser is too old for that, or keeps scripts from running.",
    );
    expect(await sentenceIn(whole, () => {}, { javaScriptEnabled: false })).toBe(
      "The cells of this page show what is stored, but cannot run: scripts are off in this browser, or it is too old for them.",
    );
    const runs = async ({ page }: OfflinePage) => {
      await page.locator(".cells-bar").waitFor();
      return await page.locator("p.nothing-runs").isVisible();
    };
    const opened = await openOffline(browser, join(dir, "nothing-runs.html"));
    expect(await runs(opened)).toBe(false);
    await opened.page.context().close();
  });

  test("keeps the heading of its contents below the bar", async () => {
    const sections = Array.from({ length: 9 }, (_, i) =>
      markdown(`## Part ${i}\n\n${"text\n\n".repeat(20)}`),
    );
    const page = await open(notebookOf([markdown("# Runs"), ...sections, cell("sum", "1 + 1")]));
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator("[data-cell=sum][data-state]").waitFor();
    await page.mouse.wheel(0, 2_000);
    await page.waitForFunction(() => scrollY >= 2_000);
    const [bar, heading] = await Promise.all(
      [".top", ".contents summary"].map((name) => page.locator(name).boundingBox()),
    );
    expect(heading?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  });

  test("leaves a part open that the reader opens before the page is live", async () => {
    const folded = { ...cell("sum", "1 + 1"), metadata: { tags: ["hide-input"] } };
    const file = join(dir, "folded.html");
    writeFileSync(file, await exportNotebook(notebookOf([folded]), { live: "folded" }));
    const page = await (await browser.newContext({ offline: true })).newPage();
    // A browser that is never idle.
    await page.addInitScript(() => {
      globalThis.requestIdleCallback = () => 0;
    });
    await page.goto(pathToFileURL(file).href);
    await page.locator("[data-cell=sum] summary").click();
    await page.locator("[data-cell=sum][data-state]").waitFor();
    expect(await page.locator("[data-cell=sum] details").getAttribute("open")).toBe("");
    await page.context().close();
  });

  test("evaluates text in the worker only, whatever is stored or shown", async () => {
    const act = "document.documentElement.dataset.acted='yes'";
    const hostile = [
      display({ "text/html": `<img src=x onerror="${act}"><script>${act}</script>` }),
      display({ "application/javascript": act }),
      display({ "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" onload="${act}"/>` }),
    ];
    const page = await open(
      notebookOf([
        markdown(`</script><script>${act}</script>`),
        cell("worker", "typeof document + new Function('return 1')()", hostile as never),
        cell("end", `"</script><script>${act}</script><!--"`, hostile as never),
      ]),
    );
    expect(await runCell(page, "worker")).toBe("'undefined1'");
    expect(await runCell(page, "end")).toContain("</script>");
    // Later: what a driver calls may evaluate text while the call lasts.
    const evaluated = await page.evaluate(
      (text) =>
        new Promise<string[]>((resolve) => {
          const ways: Record<string, () => unknown> = {
            // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
            eval: () => globalThis.eval(text),
            Function: () => new Function(text)(),
            timer: () => setTimeout(text as never),
            html: () => {
              document.body.innerHTML = `<img src=x onerror="${text}">`;
            },
            script: () => {
              const script = document.createElement("script");
              script.textContent = text;
            },
            policy: () => Reflect.get(globalThis, "trustedTypes").createPolicy("cells", {}),
          };
          setTimeout(() =>
            resolve(
              Object.keys(ways).filter((way) => {
                try {
                  ways[way]?.();
                  return true;
                } catch {
                  return false;
                }
              }),
            ),
          );
        }),
      act,
    );
    expect(evaluated).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.dataset.acted)).toBeUndefined();
    // These refusals are what was asked for.
    opened?.errors.splice(0);
  });
});
