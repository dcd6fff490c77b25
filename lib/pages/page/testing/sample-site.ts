/// <reference lib="dom" />
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { writeSite } from "../../site/index.ts";
import type { Box } from "./pixels.ts";
import { sampleLesson } from "./sample-notebooks.ts";

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A site of two sample lessons in a folder of its own; `lesson` is the first one's page. */
export function sampleSite() {
  const dir = mkdtempSync(join(tmpdir(), "page-"));
  const names = ["01-naive-dropout", "02-the-scaling-fix"];
  return {
    dir,
    lesson: join(dir, "01-naive-dropout.html"),
    write: () =>
      writeSite(
        names.map((name) => ({ name, notebook: sampleLesson() })),
        dir,
      ),
    remove: () => rmSync(dir, { recursive: true }),
  };
}

/** Scrolls to the figure, waits until it is drawn, and says where it is in the window. */
export async function drawnFigure(page: Page): Promise<Box> {
  await page.locator("figure.plot").scrollIntoViewIfNeeded();
  await page.locator("figure.plot.drawn").waitFor();
  return boxOf(page, "figure.plot .live");
}

/** Scrolls to an element, and says where it is in the window. */
export async function boxOf(page: Page, selector: string): Promise<Box> {
  const element = page.locator(selector);
  await element.scrollIntoViewIfNeeded();
  return (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** By how many pixels the page is wider than the window. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** The colour behind the page. */
export async function background(page: Page): Promise<string> {
  return await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
