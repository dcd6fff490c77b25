/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../../../testing/axe.js";
import type { OfflinePage } from "../../../testing/browser.js";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../../testing/browser.js";
import { readNotebook } from "../../notebook/index.ts";
import { exportNotebook } from "../../page/index.ts";

const notebooks = fileURLToPath(new URL("../../../../notebooks/", import.meta.url));

const LESSON_1 = "01-naive-dropout";
const OTHERS = ["02-the-scaling-fix", "03-the-pytorch-check"];

describe.skipIf(skipWithoutBrowser())("a lesson as a page from disk, its network off", () => {
  const dir = mkdtempSync(join(tmpdir(), "live-notebook-"));
  const fileOf = (name: string) => join(dir, `${name}.html`);
  let browser: Browser;
  let opened: OfflinePage | undefined;

  beforeAll(async () => {
    await write(LESSON_1);
    browser = await launchBrowser();
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

  async function write(name: string): Promise<void> {
    if (existsSync(fileOf(name))) return;
    const lesson = readNotebook(join(notebooks, `${name}.ipynb`));
    const options = { directory: notebooks, live: name };
    writeFileSync(fileOf(name), await exportNotebook(lesson, options));
  }

  async function open(options: BrowserContextOptions = {}, name = LESSON_1): Promise<Page> {
    opened = await openOffline(browser, fileOf(name), options);
    await opened.page.locator(".cells-bar").waitFor();
    return opened.page;
  }

  const cell = (page: Page, number: number) =>
    page.getByRole("group", { name: `Cell ${number}`, exact: true });
  const state = async (page: Page, number: number) =>
    await cell(page, number).getAttribute("data-state");
  const text = (page: Page, number: number) => cell(page, number).locator(".outputs").textContent();
  const edit = async (page: Page, number: number, source: string) => {
    await cell(page, number).locator(".code").click();
    await cell(page, number).locator(".cm-content:focus").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(source);
  };

  test.each([LESSON_1, ...OTHERS])("run all gives the stored outputs of %s", async (name) => {
    await write(name);
    const page = await open({}, name);
    // What a slider draws is the same, and its field is another one once it can be moved.
    const still = await page.locator(".cell:not(:has([data-interact]))").evaluateAll((cells) => {
      return cells.map((cell) => (cell as HTMLElement).dataset.cell ?? "");
    });
    const outputs = async () => {
      const texts = still.map((id) => {
        return page.locator(`[data-cell="${id}"] .output:not(:has(.plot))`).allInnerTexts();
      });
      return await Promise.all(texts);
    };
    const plots = () => page.locator(".cell .plot").count();
    const before = { outputs: await outputs(), plots: await plots() };
    expect(before.outputs.flat().length).toBeGreaterThan(5);
    expect(before.plots).toBeGreaterThan(1);
    await page.getByRole("button", { name: "Run all" }).click();
    const states = () =>
      page
        .locator(".cell")
        .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.state));
    const count = (await states()).length;
    await expect.poll(states, { timeout: 30_000 }).toEqual(Array(count).fill("done"));
    expect(await outputs()).toEqual(before.outputs);
    await expect.poll(plots).toBe(before.plots);
    expect(await page.locator(".notice > [role=status]").textContent()).toBe(
      `All ${count} cells are done.`,
    );
  });

  test("the keyboard alone opens, edits and runs a cell", async () => {
    const page = await open();
    await page.keyboard.press("Tab");
    for (let step = 0; step < 80 && !(await isFocused(page, "Cell 1")); step++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await isFocused(page, "Cell 3")).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" / 4");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => state(page, 3)).toBe("done");
    expect(await text(page, 3)).toBe("25");
    expect([await state(page, 1), await state(page, 2)]).toEqual(["done", "done"]);
    expect(await state(page, 5)).toBe("stale");
    expect(await cell(page, 5).locator(".mark").textContent()).toContain("something above changed");
    expect(await page.locator(".notice > [role=status]").textContent()).toBe(
      "Cell 3 is done, after 2 cells above it.",
    );
    await page.keyboard.press("Escape");
    expect(await isFocused(page, "Cell 3")).toBe(true);
    await page.keyboard.press("Shift+Enter");
    expect(await isFocused(page, "Cell 4")).toBe(true);
    await page.keyboard.press("Alt+Enter");
    await page.keyboard.type("6 * 7");
    await page.keyboard.press("Shift+Enter");
    await expect.poll(() => state(page, 14)).toBe("done");
    expect(await text(page, 14)).toBe("42");
    expect(await isFocused(page, "Cell 5")).toBe(true);
  });

  test("a click puts the cursor where it was", async () => {
    const page = await open();
    const code = cell(page, 3).locator(".code pre");
    const { height } = (await code.boundingBox()) ?? { height: 0 };
    await code.click({ position: { x: 500, y: height * 0.4 } });
    await page.keyboard.type(" // two");
    const lines = cell(page, 3).locator(".cm-line");
    await expect.poll(() => lines.nth(1).textContent()).toBe("const weights = ones([100]); // two");
  });

  test("an error marks its line", async () => {
    const page = await open();
    await edit(page, 1, "const a = 1;\nnull.b;\na");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => state(page, 1)).toBe("error");
    expect(await cell(page, 1).locator(".mark").textContent()).toBe("✕ error on line 2");
    expect(await cell(page, 1).locator(".error-line").textContent()).toBe("null.b;");
    expect(await text(page, 1)).toContain("TypeError");
    expect(await page.locator(".notice > [role=status]").textContent()).toMatch(
      /^Cell 1 failed on line 2: Type/,
    );
  });

  test("an endless loop is stopped, and the cells above run again", async () => {
    const page = await open();
    await edit(page, 3, "while (true) {}");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => state(page, 3)).toBe("running");
    await page.getByRole("toolbar").getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => state(page, 3)).toBe("stopped");
    expect(await page.locator(".notice > [role=status]").textContent()).toBe(
      "Cell 3 is stopped. Its worker has ended with all values, so the 2 cells above run again.",
    );
    await edit(page, 3, "typeof draws === 'function'");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => text(page, 3)).toBe("true");
  });

  test("a cell is reset, one is added and removed, and each is undone", async () => {
    const page = await open();
    const source = await cell(page, 3).locator("code").textContent();
    await edit(page, 3, "1 + 1");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => text(page, 3)).toBe("2");
    await choose(page, "Reset the cell");
    expect(await text(page, 3)).toBe("100");
    expect((await cell(page, 3).locator(".cm-line").allTextContents()).join("\n")).toBe(source);
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    expect(await cell(page, 3).locator(".cm-content").textContent()).toBe("1 + 1");
    await choose(page, "Add a cell below");
    await page.keyboard.type("2 + 3");
    expect(await cell(page, 14).locator(".cm-content").textContent()).toBe("2 + 3");
    await choose(page, "Remove the added cell");
    expect(await cell(page, 14).count()).toBe(0);
    await choose(page, "Undo");
    expect(await cell(page, 14).locator(".cm-content").textContent()).toBe("2 + 3");
  });

  test.each([
    ["a finger", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
    ["a mouse", { viewport: { width: 1280, height: 844 } }],
  ])("under %s no button lies over code or text", async (_, options) => {
    const page = await open(options);
    const areFree = await page.evaluate(() => {
      const content = document.querySelector("main") ?? document.body;
      const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
      const lines: DOMRect[] = [];
      while (walker.nextNode()) {
        if (walker.currentNode.parentElement?.closest("button") !== null) continue;
        const words = document.createRange();
        words.selectNodeContents(walker.currentNode);
        lines.push(...words.getClientRects());
      }
      const hasMouse = matchMedia("(hover: hover)").matches;
      return [...document.querySelectorAll(hasMouse ? ".run, .copy" : ".copy")].map((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const isOver = (line: DOMRect) =>
          line.left < right && line.right > left && line.top < bottom && line.bottom > top;
        const isThere = hasMouse || getComputedStyle(button).opacity === "1";
        return isThere && !lines.some(isOver);
      });
    });
    expect(areFree.length).toBeGreaterThan(10);
    expect(areFree).not.toContain(false);
  });

  test.each([
    [LESSON_1, 390],
    [LESSON_1, 1280],
    ["02-the-scaling-fix", 390],
    ["03-the-pytorch-check", 1280],
  ])(
    "axe finds nothing in %s, %i wide, before and after running, in both themes",
    async (...of) => {
      const [name, width] = of;
      await write(name);
      const page = await open({ viewport: { width, height: 844 }, bypassCSP: true }, name);
      expect(await violations(page)).toEqual([]);
      await edit(page, 7, "nothing");
      await page.getByRole("button", { name: "Run all" }).click();
      await expect.poll(() => state(page, 7)).toBe("error");
      await edit(page, 3, "2");
      expect(await violations(page)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBe(0);
    },
  );
});

async function choose(page: Page, entry: string): Promise<void> {
  await page.locator(".more > summary").click();
  await page.locator(".more").getByRole("button", { name: entry, exact: true }).click();
}

async function isFocused(page: Page, label: string): Promise<boolean> {
  return await page.evaluate(
    (label) => document.activeElement?.getAttribute("aria-label") === label,
    label,
  );
}

/** What axe finds in the light page and in the dark one. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const inTheme = await axeViolations(page);
    found.push(...inTheme.map((one) => `${colorScheme}: ${one}`));
  }
  return found;
}
