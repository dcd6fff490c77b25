/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchFirefox, openInFirefox, skipWithoutFirefox } from "../../testing/firefox.js";
import { readNotebook } from "../notebook/index.ts";
import { exportNotebook } from "../page/index.ts";

const notebooks = fileURLToPath(new URL("../../../notebooks/", import.meta.url));
const SAID = ".notice > [role=status]";
const STATUS = "#exercise-expected .exercise-status";

// One page for all tests, each of which goes on where the one before has ended.
describe.skipIf(skipWithoutFirefox())("lesson 1 from disk in Firefox", () => {
  const dir = mkdtempSync(join(tmpdir(), "in-firefox-"));
  let browser: Browser;
  let page: Page;
  let opened: Awaited<ReturnType<typeof openInFirefox>>;

  beforeAll(async () => {
    const lesson = readNotebook(join(notebooks, "01-naive-dropout.ipynb"));
    const options = { directory: notebooks, live: "01-naive-dropout" };
    writeFileSync(join(dir, "lesson.html"), await exportNotebook(lesson, options));
    browser = await launchFirefox();
    opened = await openInFirefox(browser, join(dir, "lesson.html"));
    page = opened.page;
    await page.waitForSelector(".cells-bar");
  });
  afterEach(() => expect([...opened.errors, ...opened.requests]).toEqual([]));
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  const cell = (number: number) => `.cell[aria-label="Cell ${number}"]`;
  const text = (selector: string) => page.$eval(selector, ({ textContent }) => textContent);
  const outputs = (number: number) => text(`${cell(number)} .outputs`);
  const state = (number: number) =>
    page.$eval(cell(number), (one) => (one as HTMLElement).dataset.state);
  const control = async (key: "a" | "Enter") => {
    await page.keyboard.down("Control");
    await page.keyboard.press(key);
    await page.keyboard.up("Control");
  };
  const run = async (selector: string, source: string) => {
    await page.click(`${selector} .code`);
    await page.waitForSelector(`${selector} .cm-content:focus`);
    await control("a");
    await page.keyboard.type(source);
    await control("Enter");
  };

  test("all cells give what the kernel gave", async () => {
    // What a slider draws is the same, and its field is another one once it can be moved.
    const still = await page.$$eval(".cell:not(:has([data-interact]))", (cells) =>
      cells.map(({ ariaLabel }) => ariaLabel),
    );
    const shown = () =>
      page.evaluate(
        (still) =>
          still.map((name) => {
            const values = `.cell[aria-label="${name}"] .output:not(:has(.plot))`;
            return [...document.querySelectorAll(values)].map(({ textContent }) => textContent);
          }),
        still,
      );
    const plots = async () => (await page.$$(".cell .plot")).length;
    const before = { outputs: await shown(), plots: await plots() };
    expect(before.outputs.flat().length).toBeGreaterThan(5);
    expect(before.plots).toBeGreaterThan(1);
    await page.click(".cells-bar .run-all");
    await expect.poll(() => text(SAID), { timeout: 30_000 }).toBe("All 13 cells are done.");
    expect(await shown()).toEqual(before.outputs);
    await expect.poll(plots).toBe(before.plots);
  });

  test("an exercise is judged", async () => {
    await run('[data-cell="naive-20"]', "exercises.expected.check(75)");
    await expect.poll(() => text(STATUS)).toContain("✓1 try");
  });

  test("the slider moves p", async () => {
    expect(await outputs(8)).toContain("about 60");
    await page.focus(`${cell(8)} input[type=range]`);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => outputs(8)).toContain("about 50");
  });

  test("an error marks its line", async () => {
    await run(cell(3), "const a = 1;\nnull.b;\na");
    await expect.poll(() => state(3)).toBe("error");
    expect(await text(`${cell(3)} .mark`)).toBe("✕ error on line 2");
    expect(await text(`${cell(3)} .error-line`)).toBe("null.b;");
    expect(await outputs(3)).toContain("at Cell [3], line 2");
  });

  test("a loop without end is stopped, and the cells above it run again", async () => {
    await run(cell(3), "while (true) {}");
    await expect.poll(() => state(3)).toBe("running");
    await page.click(".cells-bar .stop");
    await expect.poll(() => state(3)).toBe("stopped");
    expect(await text(SAID)).toContain("so the 2 cells above run again.");
    await run(cell(3), "typeof draws === 'function'");
    await expect.poll(() => outputs(3)).toBe("true");
  });

  test("what was written and answered is kept", async () => {
    await page.reload();
    await expect.poll(() => text(STATUS)).toContain("✓Done");
    await expect.poll(() => text(`${cell(3)} .code code`)).toBe("typeof draws === 'function'");
  });
});
