import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test, vi } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../lib/testing/browser.js";
import { colourfulPixels } from "../lib/testing/colourful-pixels.js";
import {
  copyLessons,
  installKernel,
  startJupyterLab,
  startLessons,
} from "../lib/testing/jupyter-lab.js";
import { installed } from "./python/environment.js";

const patience = { timeout: 60_000, interval: 500 };
const skip = !installed("jupyter") || skipWithoutBrowser();

test.skipIf(!installed("jupyter"))(
  "npm run lab opens the first lesson, and lists the lessons only",
  async () => {
    const settings = mkdtempSync(join(tmpdir(), "lab-"));
    const { address, token, stop, first } = await startLessons(settings);
    expect(first).toMatch(/\/lab\/tree\/01-naive-dropout\.ipynb\?token=/);
    const list = new URL(`/api/contents/?token=${token}`, address);
    // It says its address a little before it listens.
    const answer = vi.waitFor(async () => (await fetch(list)).json(), patience);
    const { content } = await answer.finally(stop);
    rmSync(settings, { recursive: true });
    const names = content.map((/** @type {{ name: string }} */ { name }) => name).sort();
    const lessons = readdirSync(new URL("../notebooks", import.meta.url)).filter((name) =>
      name.endsWith(".ipynb"),
    );
    expect(names).toEqual(lessons.sort());
  },
);

describe.skipIf(skip)("a lesson in JupyterLab", () => {
  /** @type {ReturnType<typeof copyLessons>} */ let lessons;
  /** @type {Awaited<ReturnType<typeof startJupyterLab>>} */ let lab;
  /** @type {Awaited<ReturnType<typeof launchBrowser>>} */ let browser;

  beforeAll(async () => {
    lessons = copyLessons();
    installKernel();
    [lab, browser] = await Promise.all([startJupyterLab(lessons.folder), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    lessons?.remove();
  });

  it("restarts, runs every cell and draws its charts", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const ready = kernelReady(page);
    await page.goto(`${lab.address}/tree/01-naive-dropout.ipynb?token=${lab.token}`);
    await ready;

    // A menu that opens while JupyterLab still arranges itself closes again.
    await vi.waitFor(async () => {
      const at = { timeout: 2_000 };
      await page.keyboard.press("Escape");
      await page.getByRole("menuitem", { name: "Run", exact: true }).click(at);
      await page.getByRole("menuitem", { name: /Restart Kernel and Run All Cells/ }).click(at);
      await page.locator(".jp-Dialog button.jp-mod-accept").click(at);
    }, patience);
    // JupyterLab draws only the cells in view, and draws anew those it scrolls to.
    const last = page.locator(".jp-CodeCell .jp-InputPrompt").last();
    await vi.waitFor(async () => {
      await page.locator(".jp-Notebook").press("End");
      expect(await last.textContent({ timeout: 1_000 })).toMatch(/^\[\d+\]:$/);
    }, patience);

    const errors = page.locator("[data-mime-type='application/vnd.jupyter.stderr']");
    expect(await errors.allTextContents()).toEqual([]);
    await vi.waitFor(async () => {
      await page.locator(".jp-Notebook").press("Home");
      const chart = page.locator(".js-plotly-plot").first();
      await chart.scrollIntoViewIfNeeded({ timeout: 2_000 });
      expect(colourfulPixels(await chart.screenshot({ timeout: 2_000 }))).toBeGreaterThan(2_000);
    }, patience);
  }, 150_000);
});

/**
 * Waits for the last answer of those that JupyterLab asks a new kernel for. Its indicator says idle
 * before there is a kernel, and a restart that is asked for by then is lost.
 * @param {import("playwright-core").Page} page before it opens a notebook
 */
async function kernelReady(page) {
  const socket = await page.waitForEvent("websocket", {
    predicate: (each) => each.url().includes("/channels"),
    ...patience,
  });
  await socket.waitForEvent("framereceived", {
    predicate: ({ payload }) => payload.includes("history_reply"),
    ...patience,
  });
}
