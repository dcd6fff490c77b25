/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  launchBrowser,
  type OfflinePage,
  openOffline,
  skipWithoutBrowser,
} from "../../testing/browser.js";
import { runCell } from "../../testing/live-cells.js";
import { readNotebook } from "../notebook/index.ts";
import { exportNotebook } from "../page/index.ts";

const guides = fileURLToPath(new URL("../../../notebooks/guides/", import.meta.url));

/** What the cells show in a page that show something else on the kernel. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  // Types are not checked.
  "tour-05": "this is never printed",
  "tour-23": "'Hello, Ada!'",
  "tour-25":
    'Cannot import "node:worker_threads": a page has no Node; run the notebook on a kernel',
  "tour-26": "interruptAfter is not defined",
  "tour-28": "count is not defined",
  "tour-30": "process is not defined: a page has no Node; run the notebook on a kernel",
};

// One page for both tests.
describe.skipIf(skipWithoutBrowser())("the tour of the kernel as a page", () => {
  const dir = mkdtempSync(join(tmpdir(), "kernel-tour-"));
  const tour = readNotebook(join(guides, "kernel-tour.ipynb"));
  let browser: Browser;
  let opened: OfflinePage;
  let page: Page;

  beforeAll(async () => {
    const file = join(dir, "tour.html");
    writeFileSync(file, await exportNotebook(tour, { directory: guides, live: "kernel-tour" }));
    browser = await launchBrowser();
    opened = await openOffline(browser, file);
    page = opened.page;
    await page.locator(".cells-bar").waitFor();
  });
  afterEach(() => expect([...opened.errors, ...opened.requests]).toEqual([]));
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  const cell = (id: string) => page.locator(`[data-cell="${id}"]`);

  test("shows in each cell what the kernel showed, or says in a sentence why it cannot", async () => {
    const ids = tour.cells.flatMap((one) => (one.cell_type === "code" ? (one.id ?? "") : []));
    expect(ids).toHaveLength(15);
    for (const id of ids) {
      const shown = () => cell(id).locator(".outputs > .output:not(:has(.plot))").allTextContents();
      const stored = await shown();
      const ran = runCell(page, id);
      if (id === "tour-23") {
        await cell(id).getByLabel("What is your name?").fill("Ada");
        await page.keyboard.press("Enter");
      }
      const text = await ran;
      expect(text).not.toContain("eval");
      const difference = DIFFERENCES[id];
      if (difference !== undefined) expect(text).toContain(difference);
      else expect(await shown()).toEqual(stored);
    }
    expect(await cell("tour-19").locator(".plot").count()).toBe(1);
  });

  test("has a field for each question of a cell", async () => {
    const ask = 'const ask = async (what: string) => prompt(what, "none");\n';
    const source = `${ask}await Promise.all([ask("first"), ask("second"), ask("third")])`;
    await cell("tour-03").locator(".code").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(source);
    await page.keyboard.press("Control+Enter");
    const field = (name: string) => cell("tour-03").getByLabel(name, { exact: true });
    await field("third").waitFor();
    const outputs = cell("tour-03").locator(".outputs");
    // What is stored would stand between the cell and its questions.
    expect(await outputs.textContent()).toBe("");
    await expect.poll(() => isFocused(page, "first")).toBe(true);
    expect(await field("first").inputValue()).toBe("none");
    await field("second").fill("2");
    await page.keyboard.press("Enter");
    expect(await isFocused(page, "first")).toBe(true);
    await field("third").fill("");
    await page.keyboard.press("Enter");
    await field("first").press("Enter");
    await expect.poll(() => outputs.textContent()).toBe("[ 'none', '2', '' ]");
    await page.keyboard.press("Control+Enter");
    await field("third").waitFor();
    await page.locator(".cells-bar").getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => cell("tour-03").getAttribute("data-state")).toBe("stopped");
    expect(await cell("tour-03").locator(".question").count()).toBe(0);
  });
});

const isFocused = (page: Page, label: string) =>
  page.evaluate((label) => document.activeElement?.closest("label")?.textContent === label, label);
