/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { countPixels, near } from "./testing/pixels.ts";
import { FIGURE_ALT } from "./testing/sample-notebooks.ts";
import {
  background,
  boxOf,
  DESK,
  drawnFigure,
  overflow,
  PHONE,
  sampleSite,
} from "./testing/sample-site.ts";

const bars = near([214, 96, 77]);
const storedPicture = near([70, 180, 90]);

describe.skipIf(skipWithoutBrowser())(
  "a figure of a page in a browser with its network off",
  () => {
    const { dir, lesson, ...site } = sampleSite();
    let browser: Browser;

    beforeAll(async () => {
      await site.write();
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      site.remove();
    });

    for (const colorScheme of ["light", "dark"] as const) {
      for (const viewport of [DESK, PHONE]) {
        test(`a figure is drawn live, ${colorScheme}, ${viewport.width} pixels wide`, async () => {
          const { page, requests, errors } = await openOffline(browser, lesson, {
            viewport,
            colorScheme,
          });
          const figure = page.locator("figure.plot");
          const heights = await figure.evaluateHandle((figure) => {
            const seen = [figure.getBoundingClientRect().height];
            const look = () => seen.push(figure.getBoundingClientRect().height);
            // What is there while it is drawn, too, where it is not drawn already.
            new MutationObserver(look).observe(figure, { attributes: true, subtree: true });
            return seen;
          });
          const box = await drawnFigure(page);
          // Nothing below it moves, but for a title of two lines.
          const [room = 0, ...others] = await heights.jsonValue();
          for (const height of others) expect(Math.abs(height - room)).toBeLessThan(25);
          // A bell of bars 31 wide under 40,000 draws: a good part of the plot's middle left.
          expect(await countPixels(page, box, bars)).toBeGreaterThan(0.04 * box.width * box.height);
          expect(await countPixels(page, box, storedPicture)).toBe(0);
          const ground = colorScheme === "light" ? near([255, 254, 251], 3) : near([20, 23, 27], 3);
          expect(await countPixels(page, box, ground)).toBeGreaterThan(
            0.4 * box.width * box.height,
          );
          expect(await overflow(page)).toBe(0);
          expect(requests).toEqual([]);
          expect(errors).toEqual([]);
          await page.context().close();
        });
      }
    }

    test("the stored picture shows without JavaScript, with its description", async () => {
      const { page } = await openOffline(browser, lesson, {
        javaScriptEnabled: false,
        viewport: DESK,
      });
      const box = await boxOf(page, "figure.plot > img");
      expect(await countPixels(page, box, storedPicture)).toBeGreaterThan(
        0.3 * box.width * box.height,
      );
      expect(await page.locator("figure.plot > img").getAttribute("alt")).toBe(FIGURE_ALT);
      await page.context().close();
    });

    test("the stored picture stays when plotly.js cannot be unpacked", async () => {
      const broken = join(dir, "broken.html");
      writeFileSync(broken, readFileSync(lesson, "utf8").replace(/(id="plotly">).{40}/s, "$1"));
      const { page, warnings } = await openOffline(browser, broken, { viewport: DESK });
      await page.locator("figure.plot").scrollIntoViewIfNeeded();
      await expect.poll(() => warnings.join()).toContain("the stored picture stays");
      const box = await boxOf(page, "figure.plot > img");
      expect(await countPixels(page, box, storedPicture)).toBeGreaterThan(
        0.3 * box.width * box.height,
      );
      await page.context().close();
    });

    test("a drawn figure keeps its description for those who cannot see it", async () => {
      const { page } = await openOffline(browser, lesson, { viewport: DESK });
      await drawnFigure(page);
      expect(await page.getByRole("img", { name: FIGURE_ALT }).count()).toBe(1);
      expect(await page.locator("figure.plot figcaption").textContent()).toContain("about 60");
      await page.context().close();
    });

    test("a figure is drawn when it comes near, and plotly.js has run before", async () => {
      const { page } = await openOffline(browser, lesson, {
        viewport: { width: 1280, height: 300 },
      });
      await expect.poll(() => page.evaluate(() => "Plotly" in globalThis)).toBe(true);
      expect(await page.locator("figure.plot:is(.near, .drawn)").count()).toBe(0);
      expect(await page.locator(".js-plotly-plot").count()).toBe(0);
      await drawnFigure(page);
      await page.context().close();
    });

    test("the button changes the theme, and the figure follows", async () => {
      const { page } = await openOffline(browser, lesson, { viewport: DESK, colorScheme: "light" });
      await drawnFigure(page);
      const title = () =>
        page.locator(".plot .xtitle").evaluate((one) => getComputedStyle(one).fill);
      const before = await title();
      await page.keyboard.press("Home");
      await page.getByRole("button", { name: "Dark theme" }).click();
      await page.waitForFunction((old) => {
        const now = document.querySelector(".plot .xtitle");
        return now !== null && getComputedStyle(now).fill !== old;
      }, before);
      expect(await background(page)).toBe("rgb(20, 23, 27)");
      await page.context().close();
    });

    test("a figure follows the width of the window", async () => {
      const { page } = await openOffline(browser, lesson, { viewport: DESK });
      await drawnFigure(page);
      for (const [width, most] of [
        [700, 670],
        [390, 360],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.waitForFunction((limit) => {
          const svg = document.querySelector(".plot .main-svg");
          return svg !== null && svg.getBoundingClientRect().width < limit;
        }, most);
      }
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    });

    test("on paper a dark page is light, and the stored picture stands for the figure", async () => {
      const { page } = await openOffline(browser, lesson, { viewport: DESK, colorScheme: "dark" });
      await drawnFigure(page);
      await page.emulateMedia({ media: "print" });
      expect(await background(page)).toBe("rgb(255, 255, 255)");
      const box = await boxOf(page, "figure.plot > img");
      expect(await countPixels(page, box, storedPicture)).toBeGreaterThan(
        0.3 * box.width * box.height,
      );
      expect(await page.locator("figure.plot .live").isVisible()).toBe(false);
      await page.context().close();
    });
  },
);
