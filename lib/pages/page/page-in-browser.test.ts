/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../../testing/axe.js";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { exportNotebook } from "./export-notebook.ts";
import { hostileNotebook } from "./testing/hostile-notebook.ts";
import {
  background,
  DESK,
  drawnFigure,
  overflow,
  PHONE,
  sampleSite,
} from "./testing/sample-site.ts";

describe.skipIf(skipWithoutBrowser())("a page in a browser with its network off", () => {
  const { dir, lesson, ...site } = sampleSite();
  const hostile = join(dir, "hostile.html");
  const hostileLive = join(dir, "hostile-live.html");
  let browser: Browser;

  beforeAll(async () => {
    await site.write();
    writeFileSync(hostile, await exportNotebook(hostileNotebook()));
    const kernelspec = { name: "dropout-lab", display_name: "TypeScript", language: "typescript" };
    const scripted = { ...hostileNotebook(), metadata: { kernelspec } };
    writeFileSync(hostileLive, await exportNotebook(scripted, { live: "hostile" }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    site.remove();
  });

  test("the chosen theme is kept, and holds for all lessons", async () => {
    // Of a file, Chromium itself loses what a page stored in about one reload of fifty.
    const context = await browser.newContext({ offline: true, colorScheme: "light" });
    const site = "http://lessons.test/";
    await context.route(`${site}*`, (route) =>
      route.fulfill({ path: join(dir, route.request().url().slice(site.length)) }),
    );
    const page = await context.newPage();
    await page.goto(`${site}01-naive-dropout.html`);
    expect(await background(page)).toBe("rgb(255, 254, 251)");
    await page.getByRole("button", { name: "Dark theme" }).click();
    for (const name of ["01-naive-dropout.html", "02-the-scaling-fix.html", "index.html"]) {
      await page.goto(`${site}${name}`);
      expect(await background(page)).toBe("rgb(20, 23, 27)");
      expect(await page.getByRole("button", { name: "Light theme" }).isVisible()).toBe(true);
    }
    await context.close();
  });

  for (const [file, viewport] of [
    [lesson, DESK],
    [lesson, PHONE],
    [hostile, PHONE],
    [join(dir, "index.html"), DESK],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`axe finds nothing in ${file.slice(dir.length + 1)}, ${colorScheme}, ${viewport.width} wide`, async () => {
        const { page } = await openOffline(browser, file, {
          viewport,
          colorScheme,
          bypassCSP: true,
        });
        if (file === lesson) await drawnFigure(page);
        expect(await axeViolations(page)).toEqual([]);
        await page.context().close();
      });
    }
  }

  test.each([
    ["cells are shown", hostile],
    ["cells run", hostileLive],
  ])("where %s, nothing that is stored runs, covers the page or leaves it", async (_, file) => {
    for (const viewport of [DESK, PHONE]) {
      const { page, requests, errors } = await openOffline(browser, file, { viewport });
      if (file === hostileLive) await page.locator("[data-state]").first().waitFor();
      expect(errors).toEqual([]);
      await page.getByText("press").click();
      expect(await page.evaluate(() => document.documentElement.dataset.acted)).toBeUndefined();
      expect(
        await page.getByText("broken out").evaluate((one) => one.closest("main") !== null),
      ).toBe(true);
      expect(await page.getByText("feature_1", { exact: true }).isVisible()).toBe(true);
      expect(await overflow(page)).toBe(0);
      expect(requests).toEqual([]);
      await page.context().close();
    }
  });

  test("a script that gets into the page all the same is refused by the policy", async () => {
    const injected = join(dir, "injected.html");
    const script = "<script>document.documentElement.dataset.acted='yes'</script>";
    writeFileSync(injected, readFileSync(hostile, "utf8").replace("</main>", `${script}</main>`));
    const { page, errors } = await openOffline(browser, injected);
    expect(await page.evaluate(() => document.documentElement.dataset.acted)).toBeUndefined();
    expect(errors.join()).toContain("Content Security Policy");
    await page.context().close();
  });

  test("mathematics is laid out in the font that the page brings", async () => {
    const { page } = await openOffline(browser, lesson, { viewport: DESK });
    const heights = await page.evaluate(async () => {
      await document.fonts.ready;
      const height = (selector: string) => {
        const element = [...document.querySelectorAll(selector)].find(Boolean);
        return element?.getBoundingClientRect().height ?? 0;
      };
      return {
        loaded: [...document.fonts].map(({ family, status }) => `${family} ${status}`),
        fraction: height("math[display=block] munderover"),
        line: height("p math mi"),
        brackets: [...document.querySelectorAll("math[display=block] mo")]
          .filter(({ textContent }) => textContent === "[")
          .map((one) => one.getBoundingClientRect().height),
      };
    });
    expect(heights.loaded).toEqual(["STIX2 loaded"]);
    expect(heights.fraction).toBeGreaterThan(2 * heights.line);
    // Only a font with a MATH table has brackets that grow.
    expect(heights.brackets[0]).toBeGreaterThan(1.4 * heights.line);
    await page.context().close();
  });

  test("code is copied by its button, and everything is reached by the keyboard", async () => {
    const { page } = await openOffline(browser, lesson, {
      viewport: PHONE,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const seen: string[] = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      seen.push(
        await page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
        }),
      );
    }
    for (const name of [
      "Skip to the text",
      "Dark theme",
      "Contents",
      "Code of cell 1",
      "Copy the code of cell 1",
    ]) {
      expect(seen).toContain(name);
    }
    expect(seen.join()).toContain("next lesson");
    await page.getByRole("button", { name: "Copy the code" }).first().click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toMatch(/^import \{ bernoulli/);
    await page.context().close();
  });

  test("the lessons are reached from the contents page and from each other", async () => {
    const { page } = await openOffline(browser, join(dir, "index.html"), { viewport: DESK });
    expect(await page.locator(".lessons .number").allTextContents()).toEqual(["01", "02"]);
    await page.locator(".lessons a").first().click();
    await page.getByRole("link", { name: "Next Naive dropout" }).click();
    expect(page.url()).toContain("02-the-scaling-fix.html");
    await page.getByRole("link", { name: "Dropout Lab" }).click();
    expect(page.url()).toContain("index.html");
    await page.context().close();
  });
});
