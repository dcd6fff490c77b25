/// <reference lib="dom" />
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { readNotebook } from "../notebook/index.ts";
import { exportNotebook } from "../page/index.ts";

const notebooks = fileURLToPath(new URL("../../../notebooks/", import.meta.url));

describe.skipIf(skipWithoutBrowser())("lesson 1 by keyboard alone", () => {
  const dir = mkdtempSync(join(tmpdir(), "by-keyboard-"));
  let browser: Browser;

  beforeAll(async () => {
    const lesson = readNotebook(join(notebooks, "01-naive-dropout.ipynb"));
    const options = { directory: notebooks, live: "01-naive-dropout" };
    writeFileSync(join(dir, "lesson.html"), await exportNotebook(lesson, options));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  test("it is one file of at most 1,000 kB, with all that runs it", () => {
    expect(statSync(join(dir, "lesson.html")).size).toBeLessThanOrEqual(1_000_000);
  });

  test("every cell is run, names are completed, an exercise is answered, p is moved", async () => {
    const { page, errors, requests } = await openOffline(browser, join(dir, "lesson.html"));
    await page.locator(".cells-bar").waitFor();
    const cell = (number: number) =>
      page.getByRole("group", { name: `Cell ${number}`, exact: true });
    const states = () =>
      page.locator(".cell").evaluateAll((cells) => cells.map((one) => one.dataset.state));

    await tabTo(page, "Cell 1");
    const count = await page.locator(".cell").count();
    for (let step = 1; step < count; step++) await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Control+Enter");
    await expect.poll(states, { timeout: 60_000 }).toEqual(Array(count).fill("done"));

    const number = await page
      .locator(".cell")
      .evaluateAll((cells) =>
        cells.findIndex((one) => one.textContent?.includes("exercises.expected.check")),
      );
    for (let step = 0; step < count && (await focusedLabel(page)) !== `Cell ${number + 1}`; step++)
      await page.keyboard.press("ArrowUp");
    const exercise = cell(number + 1);
    expect(await exercise.locator(".outputs").textContent()).toContain("Not attempted");

    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+f");
    await page.keyboard.type("yourTurn()\n");
    await page.keyboard.press("Escape");
    await page.keyboard.type("drop");
    await page.getByRole("option", { name: "dropped" }).waitFor();
    await page.keyboard.type("ped.nume");
    await page.getByRole("option", { name: "numel" }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await page.keyboard.type("() - 25");
    expect(await exercise.locator(".cm-line").first().textContent()).toBe(
      "const expected: number = dropped.numel() - 25;",
    );
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => exercise.locator(".outputs").textContent()).toContain("Correct");

    await page.keyboard.press("Escape");
    expect(await focusedLabel(page)).toBe(`Cell ${number + 1}`);

    const slider = cell(8).getByRole("slider", { name: "p" });
    const title = () => cell(8).locator(".outputs").textContent();
    const before = await title();
    for (let step = 0; step < 100 && !(await isFocused(slider)); step++)
      await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(title).toContain("about 50");
    expect(before).toContain("about 60");
    expect([...errors, ...requests]).toEqual([]);
    await page.context().close();
  });
});

const focusedLabel = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

const isFocused = (place: Locator) => place.evaluate((one) => one === document.activeElement);

async function tabTo(page: Page, label: string): Promise<void> {
  for (let step = 0; step < 100; step++) {
    await page.keyboard.press("Tab");
    if ((await focusedLabel(page)) === label) return;
  }
  throw new Error(`tabTo: the Tab key must reach ${label}`);
}
