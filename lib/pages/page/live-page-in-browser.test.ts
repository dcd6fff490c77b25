import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { readNotebook } from "../notebook/index.ts";
import { exportNotebook } from "./export-notebook.ts";

const notebooks = fileURLToPath(new URL("../../../notebooks/", import.meta.url));

describe.skipIf(skipWithoutBrowser())(
  "a page whose cells run, from disk with its network off",
  () => {
    const dir = mkdtempSync(join(tmpdir(), "live-page-"));
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(dir, { recursive: true });
    });

    test("runs a cell that is asked for", async () => {
      const file = join(dir, "page.html");
      const notebook = readNotebook(join(notebooks, "01-naive-dropout.ipynb"));
      writeFileSync(
        file,
        await exportNotebook(notebook, { directory: notebooks, live: "01-naive-dropout" }),
      );
      const { page, errors, requests } = await openOffline(browser, file);
      for (const button of await page.locator("button.run").all()) await button.click();
      await page.waitForTimeout(3000);
      console.log(readFileSync(file).length, await page.locator(".outputs").allTextContents());
      expect([...errors, ...requests]).toEqual([]);
      await page.context().close();
    });
  },
);
