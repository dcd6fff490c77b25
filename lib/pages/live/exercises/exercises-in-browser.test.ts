/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { naiveDropout } from "dropout-lab/course/naive-dropout";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../../../testing/axe.js";
import type { OfflinePage } from "../../../testing/browser.js";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../../testing/browser.js";
import { type Cell, parseNotebook, readNotebook } from "../../notebook/index.ts";
import { formatNotebook } from "../../notebook/internal.ts";
import { exportNotebook } from "../../page/index.ts";

const notebooks = fileURLToPath(new URL("../../../../notebooks/", import.meta.url));
const PICTURES = { "a.png": { "image/png": "aGVsbG8=" } };
const GONE: Cell = {
  ...{ cell_type: "code", id: "gone", metadata: {} },
  ...{ source: "mine", execution_count: null, outputs: [] },
};

describe.skipIf(skipWithoutBrowser())("the exercises of lesson 1 in its page", () => {
  const dir = mkdtempSync(join(tmpdir(), "live-exercises-"));
  const file = join(dir, "lesson.html");
  let browser: Browser;
  let opened: OfflinePage | undefined;

  beforeAll(async () => {
    const lesson = readNotebook(join(notebooks, "01-naive-dropout.ipynb"));
    const [text] = lesson.cells;
    if (text?.cell_type === "markdown") text.attachments = PICTURES;
    const options = { directory: notebooks, live: "01-naive-dropout" };
    writeFileSync(file, await exportNotebook(lesson, options));
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

  async function open(options = {}): Promise<Page> {
    opened = await openOffline(browser, file, options);
    await opened.page.locator(".lesson-progress").waitFor();
    return opened.page;
  }

  const exercise = (page: Page, number: number) =>
    page.getByRole("group", { name: `Exercise ${number}`, exact: true });
  const press = (page: Page, number: number, name: string) =>
    page.getByRole("button", { name: `${name}: Exercise ${number}`, exact: true }).click();
  const status = (page: Page, number: number) =>
    exercise(page, number).locator(".exercise-status").textContent();
  const verdict = (page: Page) => page.locator("#exercise-expected + .outputs").textContent();
  const notes = (page: Page, number: number) =>
    page
      .locator(".exercise-notes")
      .nth(number - 1)
      .locator(".output")
      .allInnerTexts();
  const answer = async (page: Page, cell: string, source: string) => {
    await page.locator(`[data-cell="${cell}"] .code`).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(source);
  };
  const head = (page: Page) => page.locator(".lesson-progress > span").textContent();

  test("are checked, say what is wrong, and are kept as done", async () => {
    const page = await open();
    expect(await head(page)).toBe("0 of 5 exercises done");
    await exercise(page, 3).evaluate((element) => {
      const outcomes: unknown[] = Object.assign(globalThis, { outcomes: [] }).outcomes;
      const look = () => outcomes.push(element.getAttribute("data-outcome"));
      new MutationObserver(look).observe(element, { attributeFilter: ["data-outcome"] });
    });
    await press(page, 3, "Check");
    await expect.poll(() => exercise(page, 3).getAttribute("data-outcome")).toBe("not attempted");
    // The words of a verdict stand once, in the output.
    expect(await status(page, 3)).toBe("");
    expect(await verdict(page)).toContain("Not attempted.");
    await answer(page, "naive-20", "exercises.expected.check(25)");
    await press(page, 3, "Check");
    await expect.poll(() => status(page, 3)).toBe("✗1 try");
    expect(await page.locator(".announcer").textContent()).toBe(
      "Exercise 3: Not yet. 25 is what is lost on average: p is the probability to drop.",
    );
    await answer(page, "naive-20", "exercises.expected.check(75)");
    await press(page, 3, "Check");
    await expect.poll(() => status(page, 3)).toBe("✓2 tries");
    // The verdict goes while the next answer runs, and the same answer again is no other try.
    const outcomes = await page.evaluate((): string[] => Object(globalThis).outcomes);
    expect(outcomes.filter((outcome, at) => outcome !== outcomes[at - 1])).toEqual([
      ...["", "not attempted", "", "incorrect", "", "correct"],
    ]);
    await press(page, 3, "Check");
    await expect.poll(() => exercise(page, 3).getAttribute("aria-busy")).toBe("false");
    expect(await status(page, 3)).toBe("✓2 tries");
    expect(await head(page)).toBe("1 of 5 exercises done");
    await page.waitForTimeout(400);
    await page.reload();
    await expect.poll(() => head(page)).toBe("1 of 5 exercises done");
    expect(await status(page, 3)).toBe("✓Done2 tries");
    // What the page was written with, "Not attempted", would contradict that.
    expect(await page.locator("#exercise-expected + .outputs").isVisible()).toBe(false);
    await expect
      .poll(() => page.locator('[data-cell="naive-20"] .code').textContent())
      .toContain("exercises.expected.check(75)");
    await press(page, 3, "Check");
    await expect.poll(() => verdict(page)).toContain("Correct.");
  });

  test("give hints one at a time, and the solution after one question", async () => {
    const page = await open();
    await press(page, 2, "Hint");
    await expect.poll(() => notes(page, 2)).toHaveLength(1);
    const [first = ""] = await notes(page, 2);
    expect(first).toMatch(/^Hint 1 of \d: /);
    const count = Number(/of (\d)/.exec(first)?.[1]);
    for (let hint = 2; hint <= count; hint++) {
      await press(page, 2, "Hint");
      await expect.poll(() => notes(page, 2)).toHaveLength(hint);
    }
    const ended = exercise(page, 2).getByRole("button", { name: "No more hints: Exercise 2" });
    expect(await ended.isDisabled()).toBe(true);
    // Who pressed it last goes on from there by keyboard, and pressing it again does nothing.
    expect(await ended.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Solution");
    await press(page, 2, "Solution");
    expect(await notes(page, 2)).toHaveLength(count);
    await exercise(page, 2).getByRole("button", { name: "Show the solution" }).click();
    await expect.poll(async () => (await notes(page, 2)).at(-1)).toContain("Solution:");
    expect(await status(page, 2)).toBe(`${count} hints, solution seen`);
    await press(page, 2, "Solution");
    await expect.poll(() => exercise(page, 2).getAttribute("aria-busy")).toBe("false");
    expect((await notes(page, 2)).filter((note) => note.includes("Solution:"))).toHaveLength(1);
    await page.waitForTimeout(400);
    await page.reload();
    await expect.poll(() => status(page, 2)).toBe(`${count} hints, solution seen`);
    await press(page, 2, "Solution");
    await expect.poll(() => notes(page, 2)).toHaveLength(1);
  });

  test("join what Jupyter has kept of this lesson and others, and go into a summary", async () => {
    const page = await open();
    await answer(page, "naive-20", "exercises.expected.check(25)");
    await press(page, 3, "Check");
    await expect.poll(() => status(page, 3)).toBe("✗1 try");
    const kept = { done: true, tries: 3, hints: 1, solution: false, words: "01234567", at: 1 };
    const lesson = { format: 1, title: "", cells: {}, added: {} };
    const lessons = [
      { ...lesson, lesson: "01-naive-dropout", exercises: { expected: kept, naive: kept } },
      { ...lesson, lesson: "02-the-scaling-fix", exercises: { scale: kept } },
    ];
    await page.locator('.kept input[type="file"]').setInputFiles({
      name: "jupyter.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify({ format: 1, lessons })),
    });
    await expect.poll(() => status(page, 4)).toBe("✓Done3 tries, 1 hint");
    // Of the third one the words that were answered last count: the file's are others.
    expect(await status(page, 3)).toBe("✗1 try");
    expect(await head(page)).toBe("1 of 5 exercises done");
    await page.locator(".kept > summary").click();
    const texts: Record<string, string> = {};
    for (const name of ["Download a summary to print", "Download the progress"]) {
      const downloading = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      const saved = join(dir, "saved");
      await (await downloading).saveAs(saved);
      texts[name] = readFileSync(saved, "utf8");
    }
    const summary = texts["Download a summary to print"] ?? "";
    expect(summary).toContain("Self-assessed:");
    expect(summary.match(/<h1>.*|<h2>.*?<|th scope="row">\w+/g)).toEqual(
      [
        "<h1>Progress: 2 of 6 exercises done</h1>",
        ...["<h2>1. Naive Dropout<", "luckiest", "gap", "expected", "naive", "neurons"],
        ...["<h2>02-the-scaling-fix<", "scale"],
      ].map((part) => (part.startsWith("<") ? part : `th scope="row">${part}`)),
    );
    const own = JSON.parse(texts["Download the progress"] ?? "").lessons[0].exercises;
    // What the exercise itself says, as in Jupyter.
    expect(own.expected.words).toBe(naiveDropout.expected.fingerprint);
    expect(own.naive).toEqual(kept);
  });

  test("go into a notebook that Jupyter's own format takes, and come back from it", async () => {
    const page = await open();
    await answer(page, "naive-20", "exercises.expected.check(75)");
    await page.locator(".kept > summary").click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the notebook" }).click();
    const saved = join(dir, "saved.ipynb");
    await (await downloading).saveAs(saved);
    const { cells, ...file } = parseNotebook(readFileSync(saved, "utf8"));
    const cell = cells.find(({ id }) => id === "naive-20");
    expect(cell?.source).toBe("exercises.expected.check(75)");
    expect(cells[0]).toMatchObject({ attachments: PICTURES });
    const gone = { ...file, cells: [...cells, GONE] };
    Object.assign(file.metadata["dropout-lab"] as object, { texts: { gone: "0" } });
    const older = { name: "older.ipynb", mimeType: "", buffer: Buffer.from(formatNotebook(gone)) };
    await page.locator('.kept input[type="file"]').setInputFiles(older);
    await page.locator(".kept > summary").click();
    // Of a cell that is gone nothing else tells.
    await page.getByText("in a cell that the lesson has no more").waitFor();
    await page.locator(".kept > summary").click();
    const downloadingProgress = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the progress" }).click();
    const progress = join(dir, "progress.json");
    await (await downloadingProgress).saveAs(progress);
    await page.context().close();

    for (const taken of [saved, progress]) {
      const other = await open();
      await other.locator('.kept input[type="file"]').setInputFiles(taken);
      await expect
        .poll(() => other.locator('[data-cell="naive-20"] .code').textContent())
        .toContain("exercises.expected.check(75)");
      await other.locator('.kept input[type="file"]').setInputFiles({
        name: "other.json",
        mimeType: "application/json",
        buffer: Buffer.from("{}"),
      });
      await expect
        .poll(() => other.locator(".kept > p:last-child").textContent())
        .toContain("other.json is not opened");
      await other.context().close();
    }
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing in them, ${colorScheme}`, async () => {
      const page = await open({ colorScheme, bypassCSP: true });
      await press(page, 3, "Hint");
      await answer(page, "naive-20", "exercises.expected.check(25)");
      await press(page, 3, "Check");
      await expect.poll(() => verdict(page)).toContain("Not yet");
      await press(page, 3, "Solution");
      await page.locator(".kept > summary").click();
      expect(await axeViolations(page)).toEqual([]);
    });
  }
});
