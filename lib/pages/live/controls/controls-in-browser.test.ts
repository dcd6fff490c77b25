/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../../../testing/axe.js";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import type { ControlsPage } from "./testing/controls-page.ts";
import { openControls } from "./testing/open-controls.ts";

declare const page: ControlsPage;

const P = { name: "p", label: "p", kind: "slider", min: 0, max: 0.95, step: 0.05, value: 0.4 };
const MODE = {
  name: "mode",
  label: "Mode",
  kind: "select",
  options: ["naive", "scaled"],
  value: 0,
};
const SCALED = { name: "scaled", label: "scaled", kind: "toggle", value: false };
const AGAIN = { name: "again", label: "Draw again", kind: "button", value: 0 };
const N = { name: "n", label: "n", kind: "number", min: 1, max: 9, value: 4 };
const interact = (...controls: object[]) => ({ version: 1, id: "interact-1", controls });
const ALL = interact(P, MODE, SCALED, AGAIN, N);

const asked = (tab: Page) => tab.evaluate(() => page.asked);
const shown = (tab: Page) => tab.locator(".output .output pre").textContent();

describe.skipIf(skipWithoutBrowser())("the controls of a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function inPage(
    controls: object,
    act: (tab: Page) => Promise<void>,
    options = {},
  ): Promise<void> {
    const opened = await openControls(browser, controls, options);
    await act(opened.page);
    expect(opened.errors).toEqual([]);
    expect(opened.requests).toEqual([]);
    await opened.page.context().close();
  }

  const show = (tab: Page, controls: object) =>
    tab.evaluate((controls) => page.show(controls, { "text/plain": "start" }), controls);

  test("have labels and live values, and each sends all values when it is moved by keys", async () => {
    await inPage(ALL, async (tab) => {
      await show(tab, ALL);
      await expect.poll(() => shown(tab)).toBe("start");
      await tab.getByRole("slider", { name: "p" }).press("ArrowRight");
      expect(await tab.locator("output").textContent()).toBe("0.45");
      await tab.getByRole("combobox", { name: "Mode" }).press("ArrowDown");
      await tab.getByRole("checkbox", { name: "scaled" }).press("Space");
      await tab.getByRole("button", { name: "Draw again" }).press("Enter");
      await tab.getByRole("spinbutton", { name: "n" }).fill("7");
      await expect
        .poll(async () => (await asked(tab)).at(-1))
        .toEqual({
          ...{ p: 0.45, mode: 1, scaled: true, again: 1, n: 7 },
        });
      expect((await asked(tab))[0]).toEqual({ p: 0.45, mode: 0, scaled: false, again: 0, n: 4 });
      await expect.poll(() => shown(tab)).toBe("p = 0.45");
    });
  });

  test("never ask for what is stale, and show the newest value last", async () => {
    await inPage(interact(P), async (tab) => {
      await show(tab, interact(P));
      await tab.getByRole("slider").evaluate((input: HTMLInputElement) => {
        page.delay = 100;
        for (let step = 0; step < 9; step++) {
          input.stepUp();
          input.dispatchEvent(new Event("input"));
        }
      });
      await expect.poll(() => shown(tab)).toBe("p = 0.85");
      expect(await asked(tab)).toEqual([{ p: 0.45 }, { p: 0.85 }]);
    });
  });

  test("a number that it cannot be is said at the field, and not asked for", async () => {
    await inPage(interact(N), async (tab) => {
      await show(tab, interact(N));
      const field = tab.getByRole("spinbutton");
      await field.fill("12");
      await expect.poll(() => tab.locator(".fault").textContent()).toBe("At most 9.");
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      expect(await asked(tab)).toEqual([]);
      await field.fill("2.5");
      await expect.poll(() => asked(tab)).toEqual([{ n: 2.5 }]);
      expect(await field.getAttribute("aria-invalid")).toBe("false");
    });
  });

  test("an error is shown in place of the drawing, and goes with the next value", async () => {
    await inPage(interact(P), async (tab) => {
      await show(tab, interact(P));
      await tab.evaluate(() => {
        page.answer = ({ p = 0 }) => (p > 0.42 ? undefined : { "text/plain": `fine at ${p}` });
      });
      await tab.getByRole("slider").press("ArrowRight");
      await expect.poll(() => shown(tab)).toBe("RangeError: p is too large");
      await tab.getByRole("slider").press("ArrowLeft");
      await expect.poll(() => shown(tab)).toBe("fine at 0.4");
    });
  });

  test("what is drawn is said to a screen reader when the reader has stopped", async () => {
    await inPage(interact(P), async (tab) => {
      await show(tab, interact(P));
      const said = tab.locator('.output [role="status"].unseen');
      await tab.getByRole("slider").press("ArrowRight");
      await tab.getByRole("slider").press("ArrowRight");
      await expect.poll(() => said.textContent()).toBe("p = 0.5");
    });
  });

  test("stored ones wait for their cell, which a button runs, and the reader is at them then", async () => {
    await inPage(interact(P), async (tab) => {
      expect(await tab.getByRole("slider").isDisabled()).toBe(true);
      expect(await tab.locator("output").textContent()).toBe("0.40");
      await tab.getByRole("button", { name: "Run to move it" }).press("Enter");
      await expect.poll(() => tab.evaluate(() => page.runs)).toEqual(["a"]);
      await expect.poll(() => tab.getByRole("slider").isEnabled()).toBe(true);
      expect(await tab.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("range");
      await tab.keyboard.press("ArrowLeft");
      await expect.poll(() => shown(tab)).toBe("p = 0.35");
    });
  });

  test("when the worker has ended they wait for their cell again", async () => {
    await inPage(interact(P), async (tab) => {
      await show(tab, interact(P));
      await tab.evaluate(() => page.lose());
      expect(await tab.getByRole("slider").isDisabled()).toBe(true);
      await tab.getByRole("button", { name: "Run to move it" }).click();
      await expect.poll(() => tab.getByRole("slider").isEnabled()).toBe(true);
      expect(await tab.locator(".controls button").count()).toBe(0);
    });
  });

  test("what holds no controls draws none", async () => {
    await inPage({ controls: [{ ...P, min: "0" }] }, async (tab) => {
      expect(await tab.getByRole("slider").count()).toBe(0);
      await show(tab, { version: 1, note: true });
      expect(await tab.locator(".output").isHidden()).toBe(true);
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`fit a phone and break no rule of accessibility, ${colorScheme}`, async () => {
      const viewport = { width: 390, height: 800 };
      await inPage(
        ALL,
        async (tab) => {
          for (const isStored of [true, false]) {
            if (!isStored) await show(tab, ALL);
            expect(await axeViolations(tab)).toEqual([]);
            const heights = await tab
              .locator(".controls :is(input:not([type=checkbox]), select, button, .toggle label)")
              .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().height));
            expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
            const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
            expect(wide).toBeLessThanOrEqual(390);
          }
        },
        { viewport, colorScheme, hasTouch: true },
      );
    });
  }
});
