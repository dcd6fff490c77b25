/// <reference lib="dom" />

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type KnownLesson, noProgress } from "dropout-lab/progress";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import type { KeepPage } from "./testing/keep-page.ts";
import { startOwnBrowser } from "./testing/own-browser.ts";
import { writeKeepPage } from "./testing/write-keep-page.ts";

declare const keep: KeepPage;

const LESSON = { a: "1", b: "2" };

describe.skipIf(skipWithoutBrowser())("a page that keeps what its reader writes", () => {
  const directory = mkdtempSync(join(tmpdir(), "dropout-lab-keep-"));
  let address: string;
  let browser: Browser;
  let context: BrowserContext;
  let complaints: string[] = [];

  beforeAll(async () => {
    address = pathToFileURL(await writeKeepPage(directory)).href;
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    context = await browser.newContext({ offline: true });
    complaints = [];
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function open(lesson: Record<string, string> = LESSON, inside = context): Promise<Page> {
    const page = await inside.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(address);
    await page.evaluate((cells) => keep.open(cells), lesson);
    return page;
  }

  async function reload(page: Page, lesson: Record<string, string> = LESSON): Promise<void> {
    await page.reload();
    await page.evaluate((cells) => keep.open(cells), lesson);
  }

  const type = (page: Page, id: string, source: string) =>
    page.evaluate(([id, source]) => keep.type(id, source), [id, source] as const);
  const sources = (page: Page) => page.evaluate(() => keep.sources());
  const offered = async (page: Page) =>
    (await page.evaluate(() => keep.offers())).map(({ cell, source }) => `${cell}: ${source}`);

  it("loses nothing in 100 reloads, however soon after the last letter", async () => {
    const page = await open();
    for (let round = 1; round <= 100; round++) {
      await type(page, "a", `round ${round}`);
      await page.evaluate((round) => keep.addCell(`added-${round}`, `${round}`, "a"), round);
      await page.evaluate(() => keep.tried("half"));
      await page.waitForTimeout((round * 37) % 300);
      await reload(page);
      const now = await sources(page);
      expect([now.a, now[`added-${round}`], Object.keys(now).length]).toEqual([
        `round ${round}`,
        `${round}`,
        round + 2,
      ]);
      expect(await page.evaluate(() => keep.tries("half"))).toBe(round);
    }
  });

  it("loses nothing older than half a second when the browser is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dropout-lab-profile-"));
    for (let round = 1; round <= 5; round++) {
      const own = await startOwnBrowser(folder);
      const [inside] = own.browser.contexts();
      const page = await open(LESSON, inside);
      if (round > 1) expect((await sources(page)).a).toBe(`round ${round - 1}`);
      await page.evaluate((round) => keep.moved(`${round}`), round);
      await type(page, "a", `round ${round}`);
      await page.waitForTimeout(500);
      await own.kill();
    }
    const last = await startOwnBrowser(folder);
    const page = await open(LESSON, last.browser.contexts()[0]);
    expect((await sources(page)).a).toBe("round 5");
    expect(await page.evaluate(() => keep.place())).toBe("5");
    await last.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("offers what was written in a cell that a new version has changed", async () => {
    const page = await open();
    await type(page, "a", "mine of a");
    await type(page, "b", "mine of b");
    const next = { a: "1, but better", b: "2", c: "3" };
    await reload(page, next);
    expect(await sources(page)).toEqual({ ...next, b: "mine of b" });
    expect(await offered(page)).toEqual(["a: mine of a"]);
    await reload(page, next);
    expect(await offered(page)).toEqual(["a: mine of a"]);
    await page.evaluate(() => keep.accept(0));
    await reload(page, next);
    expect(await sources(page)).toEqual({ ...next, a: "mine of a", b: "mine of b" });
    expect(await offered(page)).toEqual([]);
    await reload(page, { b: "2" });
    expect(await offered(page)).toEqual(["a: mine of a"]);
    await page.evaluate(() => keep.accept(0));
    expect(Object.values(await sources(page))).toEqual(["mine of b", "mine of a"]);
  });

  it("tells notebooks of one name apart, and finds a new version's own by its texts", async () => {
    const openAs = (page: Page, lesson: Record<string, string>, key: string) =>
      page.evaluate(([cells, page]) => keep.open(cells, { page, title: "" }), [
        lesson,
        key,
      ] as const);
    const page = await open();
    await type(page, "a", "mine");
    await expect.poll(() => kept(page, "lessons")).toHaveLength(1);
    await page.reload();
    const other = { a: "another notebook's", b: "2" };
    await openAs(page, other, "lesson/2");
    expect([await sources(page), await offered(page)]).toEqual([other, []]);
    await type(page, "b", "its own");
    await expect.poll(() => kept(page, "lessons")).toHaveLength(2);
    await page.reload();
    // A new title makes another key; the cells are the same but for one.
    const next = { a: "1", b: "2", c: "3" };
    await openAs(page, next, "lesson/3");
    expect([await sources(page), await offered(page)]).toEqual([{ ...next, a: "mine" }, []]);
    await expect
      .poll(async () => (await kept(page, "lessons")).map((one) => (one as KnownLesson).lesson))
      .toEqual(["lesson/2", "lesson/3"]);
    await page.reload();
    await openAs(page, other, "lesson/2");
    expect(await sources(page)).toEqual({ ...other, b: "its own" });
  });

  it("takes what an early page kept under the name alone", async () => {
    const page = await open();
    const cells = { a: { source: "mine", base: "1", at: 1 } };
    const early = { format: 1, lesson: "lesson", title: "", exercises: {}, cells, added: {} };
    await overwrite(page, early, "lesson");
    await overwrite(page, undefined);
    await reload(page);
    expect(await sources(page)).toEqual({ ...LESSON, a: "mine" });
    expect(await kept(page, "lessons")).toMatchObject([{ lesson: "lesson/1", cells }]);
  });

  it("lets two tabs write in one lesson, and shows each what the other wrote", async () => {
    const [one, two] = [await open(), await open()];
    await type(one, "a", "one");
    await type(two, "b", "two");
    await two.evaluate(() => keep.addCell("added", "3", "b"));
    const both = { a: "one", b: "two", added: "3" };
    await expect.poll(() => sources(one)).toEqual(both);
    await expect.poll(() => sources(two)).toEqual(both);
    // The same cell in the same moment: one text is shown, the other offered.
    await Promise.all([type(one, "a", "first"), type(two, "a", "second")]);
    await expect.poll(() => offered(one)).toHaveLength(1);
    await reload(two);
    const shown = (await sources(two)).a;
    expect([shown, ...(await offered(two))].sort()).toEqual(
      shown === "first" ? ["a: second", "first"] : ["a: first", "second"],
    );
    expect((await sources(one)).a).toBe(shown);
  });

  it("sets a damaged record aside, says so, and goes on", async () => {
    const page = await open();
    await type(page, "a", "mine");
    await reload(page);
    await overwrite(page, { format: 1, lesson: "lesson/1", cells: "no record" });
    await reload(page);
    expect(await sources(page)).toEqual(LESSON);
    expect(await page.evaluate(() => keep.notice())).toContain("cannot be read and is set aside");
    await type(page, "a", "again");
    await expect.poll(() => kept(page, "lessons")).toMatchObject([{ cells: { a: {} } }]);
    expect(await page.evaluate(() => keep.notice())).toContain("set aside");
    expect(await kept(page, "aside")).toMatchObject([
      { lesson: "lesson/1", stored: { format: 1, lesson: "lesson/1", cells: "no record" } },
    ]);
    await reload(page);
    expect((await sources(page)).a).toBe("again");
    expect(await page.evaluate(() => keep.notice())).toBe(undefined);
  });

  it("leaves a newer format as it is, says so, and goes on", async () => {
    const page = await open();
    await overwrite(page, { format: 2, more: "than this page knows" });
    await reload(page);
    await type(page, "a", "mine");
    await page.waitForTimeout(400);
    expect(await sources(page)).toEqual({ ...LESSON, a: "mine" });
    expect(await page.evaluate(() => keep.notice())).toContain("A newer page of this lesson");
    expect(await kept(page, "lessons")).toEqual([{ format: 2, more: "than this page knows" }]);
    expect(await page.evaluate(() => keep.lessons())).toEqual([]);
  });

  it("leaves a newer page's database as it is, says so, and goes on", async () => {
    const page = await context.newPage();
    await page.goto(address);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          indexedDB.open("dropout-lab", 2).onsuccess = ({ target }) => {
            (target as IDBOpenDBRequest).result.close();
            resolve();
          };
        }),
    );
    await page.evaluate((lesson) => keep.open(lesson), LESSON);
    await type(page, "a", "mine");
    expect(await page.evaluate(() => keep.notice())).toContain("A newer page of this lesson");
    expect(await sources(page)).toEqual({ ...LESSON, a: "mine" });
    expect(await page.evaluate(async () => (await indexedDB.databases())[0]?.version)).toBe(2);
  });

  it("takes a closed window's note from among some that cannot be read", async () => {
    const page = await open();
    const known = { ...noProgress("lesson/1", ""), texts: {} };
    const mine = { ...known, cells: { a: { source: "mine", base: "1", at: 1 } } };
    const notes = ["no JSON", '{"known":{"format":9}}', JSON.stringify({ known, mine })];
    await page.evaluate((notes) => {
      for (const [at, note] of notes.entries()) {
        localStorage.setItem(`dropout-lab-last:${at}`, note);
      }
    }, notes);
    await reload(page);
    expect((await sources(page)).a).toBe("mine");
    expect(await page.evaluate(() => keep.notice())).toBe(undefined);
  });

  it("says when the browser forbids storage or has no room, and goes on", async () => {
    const page = await context.newPage();
    await page.goto(address);
    await page.evaluate(() => {
      Object.defineProperty(globalThis, "indexedDB", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    await page.evaluate((lesson) => keep.open(lesson), LESSON);
    await type(page, "a", "mine");
    await expect
      .poll(() => page.evaluate(() => keep.notice()))
      .toContain("does not let the page keep");
    expect(await sources(page)).toEqual({ ...LESSON, a: "mine" });

    const full = await open();
    await full.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => {
        IDBObjectStore.prototype.put = put;
        throw new DOMException("no room", "QuotaExceededError");
      };
    });
    await type(full, "a", "much");
    await expect.poll(() => full.evaluate(() => keep.notice())).toContain("no room left");
    expect((await sources(full)).a).toBe("much");
    await type(full, "b", "less");
    await expect.poll(() => full.evaluate(() => keep.notice())).toBe(undefined);
    await reload(full);
    expect(await sources(full)).toEqual({ a: "much", b: "less" });
  });
});

/** Puts something else, or nothing, where a lesson is kept. */
async function overwrite(page: Page, value?: object, key = "lesson/1"): Promise<void> {
  await page.evaluate(
    ([value, key]) =>
      new Promise<void>((resolve) => {
        indexedDB.open("dropout-lab").onsuccess = ({ target }) => {
          const { result } = target as IDBOpenDBRequest;
          const transaction = result.transaction("lessons", "readwrite");
          const lessons = transaction.objectStore("lessons");
          if (value === undefined) lessons.delete(key);
          else lessons.put(value, key);
          transaction.oncomplete = () => {
            result.close();
            resolve();
          };
        };
      }),
    [value, key] as const,
  );
}

/** All that is in one of the stores. */
async function kept(page: Page, store: string): Promise<unknown[]> {
  return page.evaluate(
    (store) =>
      new Promise<unknown[]>((resolve) => {
        indexedDB.open("dropout-lab").onsuccess = ({ target }) => {
          const { result } = target as IDBOpenDBRequest;
          const all = result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => {
            result.close();
            resolve(all.result);
          };
        };
      }),
    store,
  );
}
