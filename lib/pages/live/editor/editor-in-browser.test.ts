/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import { highlight } from "../../page/code.ts";
import type { EditorPage } from "./testing/editor-page.ts";
import { openEditors } from "./testing/open-editors.ts";

type Offline = Awaited<ReturnType<typeof openEditors>>;

const SOURCE =
  "const p = 0.4;\nfunction half(x: number) {\n  return x / 2; // as a sum\n}\nhalf(p)";

describe.skipIf(skipWithoutBrowser())("an editor in a page from disk, under its policy", () => {
  let browser: Browser;
  let opened: Offline | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await close();
  });
  afterAll(() => browser?.close());

  async function close() {
    const { page, errors, requests } = opened ?? {};
    opened = undefined;
    await page?.context().close();
    expect([...(errors ?? []), ...(requests ?? [])]).toEqual([]);
  }

  async function open(
    sources: readonly string[] = [SOURCE],
    options: BrowserContextOptions & { direction?: "rtl" } = {},
  ): Promise<Page> {
    opened = await openEditors(browser, sources, options);
    return opened.page;
  }

  /** Opens a cell with the cursor at its end. */
  async function edit(page: Page, cell = 0) {
    await page.evaluate((cell) => {
      (globalThis as unknown as EditorPage).openCell(cell);
      (globalThis as unknown as EditorPage).editors[cell]?.focus();
    }, cell);
    await page.keyboard.press("Control+End");
  }

  const source = (page: Page, cell = 0) =>
    page.evaluate((cell) => (globalThis as unknown as EditorPage).editors[cell]?.source, cell);

  const called = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as EditorPage).called.splice(0));

  test.each([
    ["a desk", { viewport: { width: 1280, height: 900 } }],
    ["a narrow window", { viewport: { width: 390, height: 844 } }],
    ["a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
    [
      "a page from right to left",
      { viewport: { width: 800, height: 844 }, direction: "rtl" as const },
    ],
  ])("stands exactly where the code stood, and gives it back, on %s", async (_, options) => {
    const cells = [
      SOURCE,
      "1",
      `"${"long ".repeat(60)}"\n\n// end`,
      "a\tb\n\tc",
      "\n\n1\n",
      "// שלום 1",
    ];
    const page = await open(cells, options);
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll(".code")].map((box) => {
          const { top, height, left, width } = box.getBoundingClientRect();
          const walker = document.createTreeWalker(
            box.querySelector(".cm-content, code") ?? box,
            NodeFilter.SHOW_TEXT,
          );
          let node = walker.nextNode();
          while (node !== null && node.textContent?.trim() === "") node = walker.nextNode();
          const range = document.createRange();
          range.setStart(node ?? box, 0);
          range.setEnd(node ?? box, 1);
          const letter = range.getBoundingClientRect();
          return { top, height, left, width, x: letter.x, y: letter.y, letter: letter.height };
        }),
      );
    const before = await places();
    for (const cell of cells.keys()) await edit(page, cell);
    const after = await places();
    for (const [cell, place] of before.entries())
      for (const side of Object.keys(place) as (keyof typeof place)[])
        expect(
          Math.abs(place[side] - (after[cell]?.[side] ?? Number.NaN)),
          `${side} of cell ${cell + 1}`,
        ).toBeLessThan(1);
    await page.evaluate(() => {
      for (const editor of (globalThis as unknown as EditorPage).editors) editor.destroy();
    });
    expect(await places()).toEqual(before);
  });

  test("tells every change, and calls a notebook's keys", async () => {
    const page = await open(["1"]);
    await edit(page);
    await page.keyboard.type("2");
    for (const key of ["Control+Enter", "Shift+Enter", "Alt+Enter", "Escape"])
      await page.keyboard.press(key);
    expect(await called(page)).toEqual([
      "changed: 12",
      "run",
      "runAndNext",
      "runAndInsert",
      "leave",
    ]);
    expect(await source(page)).toBe("12");
    await page.evaluate(() => {
      const [editor] = (globalThis as unknown as EditorPage).editors;
      if (editor) editor.source = "3";
    });
    expect(await called(page)).toEqual([]);
    await page.keyboard.press("Control+z");
    expect(await called(page)).toEqual(["changed: 12"]);
  });

  test("has the cell's name, and says how to leave; Tab indents, after Escape it leaves", async () => {
    const page = await open(["if (true) {\n  1\n}"]);
    await edit(page);
    const editor = page.getByRole("textbox", { name: "Code of cell 1", exact: true });
    expect(await editor.getAttribute("aria-description")).toMatch(/Tab.*Escape/);
    await page.keyboard.press("Tab");
    expect(await source(page)).toBe("if (true) {\n  1\n  }");
    await page.keyboard.press("Shift+Tab");
    expect(await source(page)).toBe("if (true) {\n  1\n}");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("2");
    expect(await source(page)).toBe("if (true) {\n  1\n  2\n}");
    await page.keyboard.press("Escape");
    // A reader may take longer to press the next key.
    await page.waitForTimeout(2500);
    await page.keyboard.press("Tab");
    const after = page.getByRole("button", { name: "After" });
    expect(await after.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await source(page)).toBe("if (true) {\n  1\n  2\n}");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    expect(await source(page), "Tab indents again").toBe("if (true) {\n  1\n    2\n}");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Tab");
    expect(await editor.evaluate((one) => one === document.activeElement)).toBe(false);
    expect(await source(page)).toBe("if (true) {\n  1\n    2\n}");
  });

  test("closes brackets and undoes", async () => {
    const page = await open([""]);
    await edit(page);
    await page.keyboard.type("f(g([1, { a: 'x");
    expect(await source(page)).toBe("f(g([1, { a: 'x'}]))");
    expect(await page.locator(".cm-matchingBracket").count()).toBe(0);
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(".cm-matchingBracket").count()).toBe(2);
    await page.keyboard.press("Control+z");
    expect(await source(page)).not.toContain("x");
    await page.keyboard.press("Control+y");
    expect(await source(page)).toContain("'x'");
  });

  test("searches in the editor only while it has the focus", async () => {
    const page = await open(["const aha = 1;\naha + aha"]);
    const search = page.locator(".cm-search");
    await page.getByRole("button", { name: "After" }).focus();
    await page.keyboard.press("Control+f");
    expect(await search.count()).toBe(0);
    await edit(page);
    await page.keyboard.press("Control+f");
    await page.keyboard.type("aha");
    expect(await page.locator(".cm-searchMatch").count()).toBe(3);
    await page.keyboard.press("Escape");
    expect(await search.count()).toBe(0);
    expect(await called(page), "Escape closed the search, no more").toEqual([]);
    await page.keyboard.press("Escape");
    expect(await called(page)).toEqual(["leave"]);
  });

  test("marks the line of an error until it is edited", async () => {
    const page = await open(["1\nconst = 2\n3"], { forcedColors: "active" });
    await edit(page);
    const mark = (line: number | undefined) =>
      page.evaluate(
        (line) => (globalThis as unknown as EditorPage).editors[0]?.markErrorLine(line),
        line,
      );
    const marked = page.locator(".error-line");
    await mark(2);
    expect(await marked.allTextContents()).toEqual(["const = 2"]);
    expect(await marked.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe("solid");
    await page.keyboard.type("4");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("0\n");
    expect(await marked.allTextContents(), "the mark stays at its line").toEqual(["const = 2"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    expect(await marked.count()).toBe(0);
    await mark(1);
    await mark(undefined);
    expect(await marked.count()).toBe(0);
    await mark(99);
    expect(await marked.count()).toBe(0);
  });

  test("gives back what was edited, coloured as an exported page would show it", async () => {
    const edited = 'const q = `a b`; // "x"\nnew Map<string, Tensor>().get(/a&b/)!;';
    const page = await open([SOURCE]);
    await edit(page);
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(edited);
    const code = page.locator("code");
    expect(await code.textContent(), "for the copy button and for print").toBe(edited);
    await page.evaluate(() => (globalThis as unknown as EditorPage).editors[0]?.destroy());
    expect(await page.locator(".cm-editor").count()).toBe(0);
    const wanted = await page.evaluate(
      (html) => {
        const parsed = Document as unknown as { parseHTMLUnsafe?: unknown };
        return parsed && html;
      },
      highlight(edited, "typescript"),
    );
    const html = (await code.innerHTML()).replaceAll("&gt;", ">");
    expect(html).toBe(
      wanted.replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'"),
    );
  });

  test("keeps the cursor clear of the bars that cover the page's edges", async () => {
    const page = await open(["1\n".repeat(200)], { viewport: { width: 1280, height: 700 } });
    await edit(page);
    const places = () =>
      page.evaluate(() => {
        const { top, bottom } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? {};
        return { top: top ?? Number.NaN, below: innerHeight - (bottom ?? Number.NaN) };
      });
    // As much as the sticky head and the space below it take; the editor scrolls in a later frame.
    await expect.poll(async () => (await places()).below).toBeGreaterThan(30);
    for (let line = 0; line < 60; line++) await page.keyboard.press("ArrowUp");
    await expect.poll(async () => (await places()).top).toBeGreaterThan(70);
  });

  test("opens a cell of 2,000 lines with those only that are in the window", async () => {
    const line = "const row = values.map((x: number) => x * 0.5 + offset); // moved\n";
    const page = await open([line.repeat(2000)]);
    await page.evaluate(() => {
      (globalThis as unknown as EditorPage).openCell(0);
      return new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    });
    const lines = page.locator(".cm-line");
    expect(await lines.count()).toBeGreaterThan(30);
    expect(await lines.count()).toBeLessThan(200);
    await page.evaluate(() => (globalThis as unknown as EditorPage).editors[0]?.focus());
    await page.keyboard.press("Control+End");
    await page.keyboard.type("1");
    expect((await source(page))?.slice(-6)).toBe("moved1");
    expect(await lines.count(), "at its end, too").toBeLessThan(200);
  });

  test("writes in letters that a phone need not enlarge, and keeps long lines in its box", async () => {
    const page = await open([`"${"long ".repeat(60)}"`], {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await edit(page);
    await page.keyboard.press("Control+f");
    const sizes = await page.evaluate(() => ({
      code: Number.parseFloat(
        getComputedStyle(document.querySelector(".cm-content") ?? document.body).fontSize,
      ),
      search: Number.parseFloat(
        getComputedStyle(document.querySelector(".cm-textfield") ?? document.body).fontSize,
      ),
      overflow: document.documentElement.scrollWidth - innerWidth,
      targets: [...document.querySelectorAll(".cm-search :is(button, .cm-textfield)")]
        .map((one) => one.getBoundingClientRect())
        .filter(({ width, height }) => Math.min(width, height) < 44).length,
    }));
    expect(sizes).toEqual({ code: 16, search: 16, overflow: 0, targets: 0 });
  });
});
