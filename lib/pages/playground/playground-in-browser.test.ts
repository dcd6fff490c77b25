/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../../testing/axe.js";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import { countPixels, near } from "../page/testing/pixels.ts";
import { boxOf, DESK, overflow, PHONE } from "../page/testing/sample-site.ts";
import { runPlaygroundExport } from "./export-playground.ts";
import { DEFAULTS, formatSettings, type Settings } from "./model/settings.ts";

describe.skipIf(skipWithoutBrowser())("the playground in a browser with its network off", () => {
  const dir = mkdtempSync(join(tmpdir(), "playground-"));
  const file = join(dir, "playground.html");
  let browser: Browser;

  beforeAll(async () => {
    const complaints: string[] = [];
    const output = { print: () => {}, printError: (said: string) => void complaints.push(said) };
    expect(await runPlaygroundExport(["--playground", "--out="], { output })).toBe(2);
    expect(complaints).toEqual(["export --playground: --out: must be a folder, got nothing"]);
    expect(await runPlaygroundExport(["--playground", "--out", dir], { output })).toBe(0);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  const text = async (page: Page, selector: string) =>
    (await page.locator(selector).first().textContent()) ?? "";
  const settingsIn = (page: Page) => new URL(page.url()).hash.slice(1);
  const rested = (page: Page) => expect.poll(() => page.locator("#status").textContent());

  async function open(change: Partial<Settings>, options = {}) {
    return await follow(formatSettings({ ...DEFAULTS, ...change }), options);
  }

  async function follow(fragment: string, options = {}) {
    const opened = await openOffline(browser, file, { fragment, viewport: DESK, ...options });
    await rested(opened.page).not.toBe("");
    return opened;
  }

  test("is one file of less than 1,000 kB", () => {
    expect(statSync(file).size).toBeLessThan(1_000_000);
  });

  test("a link shows the same numbers and pictures each time, and asks nothing of the network", async () => {
    const link = { data: "circles", p: 0.5, steps: 23, seed: 7 } as const;
    const seen: unknown[] = [];
    for (let time = 0; time < 2; time++) {
      const { page, requests, errors, warnings } = await open(link);
      const canvas = await page.locator("canvas").evaluate((one) => {
        return (one as HTMLCanvasElement).toDataURL();
      });
      seen.push({ text: await text(page, "#charts"), canvas, link: settingsIn(page) });
      expect([requests, errors, warnings]).toEqual([[], [], []]);
      await page.context().close();
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({
      text: expect.stringContaining("One thinned net after 23 steps"),
      link: "data=circles&p=0.5&mode=naive&stage=training&seed=7&hidden=16&input=ones&steps=23",
    });
  });

  test("what is drawn is there: hills, points and neurons, in both themes", async () => {
    for (const [colorScheme, training, evaluation] of [
      ["light", [180, 86, 10], [11, 90, 143]],
      ["dark", [242, 166, 90], [108, 178, 240]],
    ] as const) {
      const { page } = await open({ steps: 5 }, { colorScheme });
      const count = async (selector: string, color: readonly [number, number, number]) =>
        countPixels(page, await boxOf(page, selector), near(color));
      expect(await count("#figure-sums .drawing", training)).toBeGreaterThan(1500);
      expect(await count("#figure-sums .drawing", evaluation)).toBeGreaterThan(150);
      expect(await count("#figure-neurons .drawing", evaluation)).toBeGreaterThan(5000);
      expect(await count("#figure-hidden1-training .drawing", training)).toBeGreaterThan(1000);
      expect(await count("#figure-hidden1-evaluation .drawing", evaluation)).toBeGreaterThan(1000);
      await page.context().close();
    }
  });

  test("all of it is done by the keyboard, and said", async () => {
    const { page } = await open({});
    expect(await text(page, "#figure-sums figcaption")).toContain(
      "Training has about 1 − p = 0.60",
    );
    await page.getByRole("slider", { name: "Drop probability p" }).focus();
    for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => settingsIn(page)).toContain("p=0.5&");
    expect(await text(page, "output")).toBe("0.50");
    await rested(page).toMatch(
      /^Dropout naive, p = 0.50, 0 steps\. The sum is \d+\.\d in training/,
    );
    await page.getByRole("button", { name: "Step" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => text(page, "#steps")).toBe("1");
    await page.getByLabel("Dropout", { exact: true }).selectOption("inverted");
    await expect
      .poll(() => text(page, "#figure-sums figcaption"))
      .toContain("The two stages agree.");
    expect(await text(page, "#figure-neurons figcaption")).toMatch(
      /the next neuron receives \d+\.\d, the dotted line among the sums\.$/,
    );
    await page.getByRole("radio", { name: "evaluation" }).press("Space");
    await expect
      .poll(() => text(page, "#figure-neurons figcaption"))
      .toBe("In evaluation no neuron is dropped: the next neuron receives 100.0.");
    await page.context().close();
  });

  test("runs, pauses, and begins again", async () => {
    const { page } = await open({});
    const step = async () => Number(await text(page, "#steps"));
    await page.getByRole("button", { name: "Run" }).click();
    await expect.poll(step).toBeGreaterThan(10);
    await page.getByRole("button", { name: "Pause" }).click();
    await rested(page).toMatch(/, [1-9]\d* steps\./);
    const paused = await step();
    await page.waitForTimeout(400);
    expect(await step()).toBe(paused);
    expect(settingsIn(page)).toContain(`steps=${paused}`);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(step).toBe(0);
    await page.context().close();
  });

  test("an experiment is a link that sets everything", async () => {
    const { page } = await open({ seed: 5, data: "digits" });
    expect(await text(page, "#figure-picture figcaption")).toContain("500 digits");
    await page.getByRole("link", { name: "Two ways to bring them together" }).click();
    await expect.poll(() => page.getByLabel("Data").inputValue()).toBe("moons");
    expect(await page.getByLabel("Seed").inputValue()).toBe("1");
    await expect.poll(() => text(page, "#figure-picture figcaption")).toContain("200 points");
    await page.context().close();
  });

  test("a link that cannot be used gives the defaults and one sentence", async () => {
    const { page, errors } = await follow("p=7&data=moons");
    expect(await text(page, "#fault")).toBe(
      "The link must have as p a number from 0 to 0.95 with at most two decimals, got 7; the defaults are shown.",
    );
    expect(settingsIn(page)).toBe(formatSettings(DEFAULTS));
    await page.locator(".skip").press("Enter");
    expect(await text(page, "#fault")).not.toContain("content");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("no text is evaluated, and no script runs that the page does not bring along", async () => {
    const { page, errors } = await open({});
    const refused = await page.evaluate(async () => {
      const script = document.createElement("script");
      const attempts = [
        () => script.setAttribute("onclick", "1"),
        () => (document.body.innerHTML = "<b>"),
        () => (script.textContent = "document.title = 'acted'"),
        () => new Worker("data:text/javascript,1"),
        () => setTimeout("document.title = 'acted'", 0),
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return "done";
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    expect(refused.slice(1)).toEqual(["TypeError", "TypeError", "TypeError", "TypeError"]);
    expect(await page.title()).toBe("Dropout playground");
    const policy = await page
      .locator("meta[http-equiv=Content-Security-Policy]")
      .getAttribute("content");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(errors.join()).toContain("Trusted");
    await page.context().close();
  });

  for (const viewport of [DESK, PHONE]) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`axe finds nothing, ${colorScheme}, ${viewport.width} wide`, async () => {
        const { page } = await open({ steps: 10 }, { viewport, colorScheme, bypassCSP: true });
        expect(await axeViolations(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
        await page.context().close();
      });
    }
  }

  test("on a phone p and Run are at the thumb, wherever the reader is", async () => {
    const { page } = await open({}, { viewport: PHONE });
    for (const selector of ["h1", "#layers", "footer"]) {
      await page.locator(selector).scrollIntoViewIfNeeded();
      for (const control of ["#p", "#run", "#step", "#reset"]) {
        const box = await page.locator(control).boundingBox();
        expect(box?.y).toBeGreaterThan(600);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(PHONE.height);
        if (control !== "#p") expect(box?.height).toBeGreaterThanOrEqual(44);
      }
    }
    await page.context().close();
  });

  test("with little motion asked for, running goes on twice a second", async () => {
    const { page } = await open({}, { reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Run" }).click();
    // What else is changed meanwhile makes it no faster.
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowRight"]) {
      await page.locator("input[name=stage]:checked").press(key);
      await page.waitForTimeout(150);
    }
    const readSteps = () =>
      page.evaluate(() => {
        const text = document.getElementById("steps")?.textContent ?? "";
        return [performance.now(), Number(/^[\d,]+/.exec(text)?.[0].replaceAll(",", ""))] as const;
      });
    const [start, before] = await readSteps();
    await page.waitForTimeout(3000);
    const [end, after] = await readSteps();
    expect(after).toBeGreaterThan(before);
    // Ten steps every 500 ms, and ten that were on their way.
    expect((after - before) / 10).toBeLessThanOrEqual((end - start) / 500 + 1);
    await page.context().close();
  });
});
