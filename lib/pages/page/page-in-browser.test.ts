/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.ts";
import { writeSite } from "../site/index.ts";
import { exportNotebook } from "./export-notebook.ts";
import { hostileNotebook } from "./testing/hostile-notebook.ts";
import { countPixels, near } from "./testing/pixels.ts";
import { figureAlt, sampleLesson } from "./testing/sample-notebooks.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const bars = near([214, 96, 77]);
const storedPicture = near([70, 180, 90]);
const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

describe.skipIf(skipWithoutBrowser())("a page in a browser with its network off", () => {
  const dir = mkdtempSync(join(tmpdir(), "page-"));
  const lesson = join(dir, "01-naive-dropout.html");
  const hostile = join(dir, "hostile.html");
  let browser: Browser;

  beforeAll(async () => {
    await writeSite(
      [
        { name: "01-naive-dropout", notebook: sampleLesson() },
        { name: "02-the-scaling-fix", notebook: sampleLesson() },
      ],
      dir,
    );
    writeFileSync(hostile, await exportNotebook(hostileNotebook()));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [desk, phone]) {
      test(`a figure is drawn live, ${colorScheme}, ${viewport.width} pixels wide`, async () => {
        const { page, requests, errors } = await openOffline(browser, lesson, {
          viewport,
          colorScheme,
        });
        const box = await drawnFigure(page);
        // A bell of bars 31 wide under 40,000 draws: a good part of the plot's middle left.
        expect(await countPixels(page, box, bars)).toBeGreaterThan(0.04 * box.width * box.height);
        expect(await countPixels(page, box, storedPicture)).toBe(0);
        const ground = colorScheme === "light" ? near([255, 254, 251], 3) : near([20, 23, 27], 3);
        expect(await countPixels(page, box, ground)).toBeGreaterThan(0.4 * box.width * box.height);
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
      viewport: desk,
    });
    const picture = page.locator("figure.plot > img");
    await picture.scrollIntoViewIfNeeded();
    const box = (await picture.boundingBox()) ?? nowhere;
    expect(await countPixels(page, box, storedPicture)).toBeGreaterThan(
      0.3 * box.width * box.height,
    );
    expect(await picture.getAttribute("alt")).toBe(figureAlt);
    await page.context().close();
  });

  test("the stored picture stays when plotly.js cannot be unpacked", async () => {
    const broken = join(dir, "broken.html");
    writeFileSync(broken, readFileSync(lesson, "utf8").replace(/(id="plotly">).{40}/, "$1"));
    const { page, warnings } = await openOffline(browser, broken, { viewport: desk });
    await page.locator("figure.plot").scrollIntoViewIfNeeded();
    await expect.poll(() => warnings.join()).toContain("the stored picture stays");
    const box = (await page.locator("figure.plot > img").boundingBox()) ?? nowhere;
    expect(await countPixels(page, box, storedPicture)).toBeGreaterThan(
      0.3 * box.width * box.height,
    );
    await page.context().close();
  });

  test("a drawn figure keeps its description for those who cannot see it", async () => {
    const { page } = await openOffline(browser, lesson, { viewport: desk });
    await drawnFigure(page);
    expect(await page.getByRole("img", { name: figureAlt }).count()).toBe(1);
    expect(await page.locator("figure.plot figcaption").textContent()).toContain("about 60");
    await page.context().close();
  });

  test("plotly.js runs only when a figure comes near", async () => {
    const { page } = await openOffline(browser, lesson, { viewport: { width: 1280, height: 300 } });
    // Observers report with the first frame, so after the second all have reported.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.locator("figure.plot.near").count()).toBe(0);
    expect(await page.evaluate(() => "Plotly" in globalThis)).toBe(false);
    await drawnFigure(page);
    expect(await page.evaluate(() => "Plotly" in globalThis)).toBe(true);
    await page.context().close();
  });

  test("the button changes the theme, and the figure follows", async () => {
    const { page } = await openOffline(browser, lesson, { viewport: desk, colorScheme: "light" });
    await drawnFigure(page);
    const title = () => page.locator(".plot .xtitle").evaluate((one) => getComputedStyle(one).fill);
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

  test("a figure follows the width of the window", async () => {
    const { page } = await openOffline(browser, lesson, { viewport: desk });
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

  for (const [file, viewport] of [
    [lesson, desk],
    [lesson, phone],
    [hostile, phone],
    [join(dir, "index.html"), desk],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`axe finds nothing in ${file.slice(dir.length + 1)}, ${colorScheme}, ${viewport.width} wide`, async () => {
        const { page } = await openOffline(browser, file, {
          viewport,
          colorScheme,
          bypassCSP: true,
        });
        if (file === lesson) await drawnFigure(page);
        await page.addScriptTag({ content: axe });
        const violations = await page.evaluate(async () => {
          // biome-ignore lint/suspicious/noExplicitAny: axe is a script of the page here
          const { violations } = await (globalThis as any).axe.run();
          return violations.map(
            (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
              `${one.id}: ${one.nodes.map(({ html, failureSummary }) => html + failureSummary).join("\n")}`,
          );
        });
        expect(violations).toEqual([]);
        await page.context().close();
      });
    }
  }

  test("on paper a dark page is light, and the stored picture stands for the figure", async () => {
    const { page } = await openOffline(browser, lesson, { viewport: desk, colorScheme: "dark" });
    await drawnFigure(page);
    await page.emulateMedia({ media: "print" });
    expect(await background(page)).toBe("rgb(255, 255, 255)");
    const picture = page.locator("figure.plot > img");
    await picture.scrollIntoViewIfNeeded();
    const box = (await picture.boundingBox()) ?? nowhere;
    expect(await countPixels(page, box, storedPicture)).toBeGreaterThan(
      0.3 * box.width * box.height,
    );
    expect(await page.locator("figure.plot .live").isVisible()).toBe(false);
    await page.context().close();
  });

  test("nothing that is stored runs, covers the page or leaves it", async () => {
    for (const viewport of [desk, phone]) {
      const { page, requests } = await openOffline(browser, hostile, { viewport });
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
    const { page } = await openOffline(browser, lesson, { viewport: desk });
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
      viewport: phone,
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
    const { page } = await openOffline(browser, join(dir, "index.html"), { viewport: desk });
    expect(await page.locator(".lessons .number").allTextContents()).toEqual(["01", "02"]);
    await page.locator(".lessons a").first().click();
    await page.getByRole("link", { name: "Next Naive dropout" }).click();
    expect(page.url()).toContain("02-the-scaling-fix.html");
    await page.getByRole("link", { name: "Dropout Lab" }).click();
    expect(page.url()).toContain("index.html");
    await page.context().close();
  });
});

const nowhere = { x: 0, y: 0, width: 0, height: 0 };

/** Scrolls to the figure, waits until it is drawn, and says where it is in the window. */
async function drawnFigure(page: Page) {
  await page.locator("figure.plot").scrollIntoViewIfNeeded();
  await page.locator("figure.plot.drawn").waitFor();
  const live = page.locator("figure.plot .live");
  await live.scrollIntoViewIfNeeded();
  return (await live.boundingBox()) ?? nowhere;
}

async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

async function background(page: Page): Promise<string> {
  return await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
