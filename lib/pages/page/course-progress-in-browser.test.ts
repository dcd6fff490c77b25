/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { readNotebook } from "../notebook/index.ts";
import { contentsPage } from "./contents-page.ts";

const notebooks = fileURLToPath(new URL("../../../notebooks/", import.meta.url));

test.skipIf(skipWithoutBrowser())(
  "the contents say what is done in a lesson, and nothing of one that was never opened",
  async () => {
    const dir = mkdtempSync(join(tmpdir(), "course-"));
    const lessons = ["01-naive-dropout", "02-the-scaling-fix"].map((name) => ({
      name,
      notebook: readNotebook(join(notebooks, `${name}.ipynb`)),
      link: { href: `${name}.html`, title: name },
      isOutdated: false,
    }));
    const file = join(dir, "index.html");
    writeFileSync(file, await contentsPage({ title: "A course", summary: "" }, { lessons }));
    const browser = await launchBrowser();
    const { page, errors } = await openOffline(browser, file);
    const said = () => page.locator(".lessons .progress:visible").allTextContents();
    // The page itself has made the database by then.
    await page.waitForFunction(async () => (await indexedDB.databases()).length > 0);
    expect(await said()).toEqual([]);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const places = [...document.querySelectorAll<HTMLElement>("[data-lesson]")];
          const lesson = places[0]?.dataset.lesson ?? "";
          indexedDB.open("dropout-lab").onsuccess = ({ target }) => {
            const { result } = target as IDBOpenDBRequest;
            const transaction = result.transaction("lessons", "readwrite");
            const done = { done: true, tries: 1, hints: 0, solution: false };
            const exercises = { expected: done, removed: done, naive: { ...done, done: false } };
            const kept = { format: 1, lesson, title: "", exercises, cells: {}, added: {} };
            transaction.objectStore("lessons").put(kept, lesson);
            // From Jupyter, which knows the name only.
            const second = { ...kept, lesson: "02-the-scaling-fix", exercises: { scale: done } };
            transaction.objectStore("lessons").put(second, second.lesson);
            transaction.oncomplete = () => resolve();
          };
        }),
    );
    await page.reload();
    await expect.poll(said).toEqual(["1 of 5 exercises done", "1 of 5 exercises done"]);
    expect(errors).toEqual([]);
    await browser.close();
    rmSync(dir, { recursive: true });
  },
);
