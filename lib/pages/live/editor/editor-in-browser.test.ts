/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, type OfflinePage, skipWithoutBrowser } from "../../../testing/browser.js";
import type { EditorPage } from "./testing/editor-page.ts";
import { openEditors } from "./testing/open-editors.ts";

const SOURCE =
  "const p = 0.4;\nfunction half(x: number) {\n  return x / 2; // as a sum\n}\nhalf(p)";

describe.skipIf(skipWithoutBrowser())("an editor in a page from disk, under its policy", () => {
  let browser: Browser;
  let opened: OfflinePage | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    expect([...(opened?.errors ?? []), ...(opened?.requests ?? [])]).toEqual([]);
    await opened?.page.context().close();
    opened = undefined;
  });
  afterAll(() => browser?.close());

  async function open(
    sources: readonly string[] = [SOURCE],
    options: Parameters<typeof openEditors>[2] = {},
  ): Promise<Page> {
    opened = await openEditors(browser, sources, options);
    return opened.page;
  }
  const edit = async (page: Page, cell = 0) => {
    await page.evaluate((cell) => {
      (globalThis as unknown as EditorPage).openCell(cell);
      (globalThis as unknown as EditorPage).editors[cell]?.focus();
    }, cell);
  };
  const source = (page: Page, cell = 0) =>
    page.evaluate((cell) => (globalThis as unknown as EditorPage).editors[cell]?.source, cell);
  const called = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as EditorPage).called.splice(0));

  test("stands exactly where the code stood, and gives it back", async () => {
    for (const viewport of [
      { width: 1280, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const page = await open([SOURCE, "1", `"${"long ".repeat(60)}"\n\n// end`], { viewport });
      const box = () =>
        page.evaluate(() =>
          [...document.querySelectorAll(".code")].map((one) => {
            const text = one.querySelector(".cm-line, code");
            const { top, height, width } = one.getBoundingClientRect();
            const range = document.createRange();
            if (text) range.selectNodeContents(text);
            const at = range.getClientRects()[0];
            return { top, height, width, x: at?.x ?? 0, y: at?.y ?? 0 };
          }),
        );
      const before = await box();
      for (const cell of [0, 1, 2]) await edit(page, cell);
      const after = await box();
      for (const [cell, place] of before.entries())
        for (const [side, value] of Object.entries(place))
          expect(
            Math.abs(value - (after[cell]?.[side as "top"] ?? Number.NaN)),
            `${side} of cell ${cell + 1}, ${viewport.width} px`,
          ).toBeLessThan(1);
      await page.evaluate(() => {
        for (const editor of (globalThis as unknown as EditorPage).editors) editor.destroy();
      });
      expect(await box()).toEqual(before);
      await page.context().close();
    }
  });

  test("tells every change, and calls a notebook's keys", async () => {
    const page = await open(["1"]);
    await edit(page);
    await page.keyboard.press("Control+End");
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
  });
});
