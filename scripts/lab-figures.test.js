// The figure that lesson 1 is about, as it is stored, in real JupyterLab and Notebook 7.
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../lib/testing/browser.js";
import { installKernel, startJupyterLab } from "../lib/testing/jupyter-lab.js";
import * as notebook from "../lib/testing/notebook-page.js";
import { Screenshot } from "../lib/testing/screenshot.js";
import { installed } from "./python/environment.js";

vi.setConfig({ testTimeout: 180_000 });
const patience = { timeout: 60_000, interval: 250 };
const lesson = "01-naive-dropout.ipynb";
/** A line of the cell that shows the figure. */
const code = "inference: 100,";
/** What the plotly package of Python brings. */
const pythonRenderer = "@jupyterlab/plotly-extension:factory";
const apps = { JupyterLab: `lab/tree/${lesson}`, "Notebook 7": `notebooks/${lesson}` };
const themes = /** @type {const} */ ({
  "JupyterLab Light": [255, 255, 255],
  "JupyterLab Dark": [17, 17, 17],
});
// As the lesson draws them, in every theme.
const inference = /** @type {const} */ ([125, 125, 125]);
const mean = /** @type {const} */ ([40, 120, 181]);

/** @typedef {{ disabled?: string[], theme?: keyof typeof themes, width?: number }} Opening */

describe.skipIf(!installed("jupyter") || skipWithoutBrowser())("the figure of lesson 1", () => {
  /** @type {string} */ let folder;
  /** @type {Awaited<ReturnType<typeof startJupyterLab>>} */ let lab;
  /** @type {Awaited<ReturnType<typeof launchBrowser>>} */ let browser;
  /** @type {import("playwright-core").Page} */ let page;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "figures-")));
    copyFileSync(
      fileURLToPath(new URL(`../notebooks/${lesson}`, import.meta.url)),
      join(folder, lesson),
    );
    installKernel();
    const exposed = ["LabApp", "JupyterNotebookApp"].map(
      (app) => `--${app}.expose_app_in_browser=True`,
    );
    [lab, browser] = await Promise.all([startJupyterLab(folder, exposed), launchBrowser()]);
  });

  afterEach(() => page?.close());

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param {string} path @param {Opening} [opening] */
  async function open(path, { disabled = [], theme = "JupyterLab Light", width = 1280 } = {}) {
    const config = join(folder, ".jupyter", "labconfig");
    mkdirSync(config, { recursive: true });
    const disabledExtensions = Object.fromEntries(disabled.map((name) => [name, true]));
    writeFileSync(join(config, "page_config.json"), JSON.stringify({ disabledExtensions }));
    const settings = join(folder, ".jupyter", "lab/user-settings/@jupyterlab/apputils-extension");
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, "themes.jupyterlab-settings"), JSON.stringify({ theme }));
    page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(new URL(`/${path}?token=${lab.token}&reset`, lab.address).href);
  }

  /** What is seen of the figure's output, as wide as its column; the pointer stays away from it. */
  async function look() {
    await page.waitForFunction(notebook.showCell, code, patience);
    const cell = page.locator(".jp-CodeCell", { hasText: code }).first();
    const output = cell.locator(".jp-OutputArea-output").first();
    return new Screenshot(await output.screenshot({ timeout: 5_000 }));
  }

  /** The colour of the ground of the lesson's diagram. */
  async function diagramGround() {
    await page.waitForFunction(notebook.showCell, "weightedSums({", patience);
    const cell = page.locator(".jp-CodeCell", { hasText: "weightedSums({" }).first();
    const picture = cell.locator(".jp-OutputArea-output img");
    const shot = new Screenshot(await picture.screenshot({ timeout: 5_000 }));
    return shot.at(shot.width - 3, 3);
  }

  /** Waits until the figure is whole on the ground of a theme. @param {keyof typeof themes} theme */
  async function expectWhole(theme) {
    await vi.waitFor(async () => {
      const shot = await look();
      const at = shot.columnsOf(inference, 100);
      const [left = 0] = shot.columnsOf(mean, 100);
      // 59.9 and 100 on an axis from 0 to 105.
      expect(at.at(-1)).toBeGreaterThan(0.93 * shot.width);
      expect(at.at(-1)).toBeLessThan(shot.width - 10);
      expect(left).toBeGreaterThan(0.55 * shot.width);
      expect(left).toBeLessThan(0.65 * shot.width);
      expect(shot.at(shot.width - 3, shot.height - 3)).toEqual(themes[theme]);
      expect(shot.at(shot.width - 3, 3)).toEqual(themes[theme]);
    }, patience);
  }

  describe.each(Object.entries(apps))("in %s", (_, path) => {
    it("is whole, untrusted, follows the theme and its room, and leaves the notebook as it is", async () => {
      await open(path, { theme: "JupyterLab Dark" });
      await expectWhole("JupyterLab Dark");
      expect(await diagramGround()).toEqual([20, 23, 27]);
      expect(await page.evaluate(notebook.isTrusted)).toBe(false);
      const stored = await page.evaluate(notebook.outputs);
      await page.locator(".js-plotly-plot .nsewdrag").first().hover();
      await page.evaluate(notebook.changeTheme, "JupyterLab Light");
      await page.mouse.move(0, 0);
      await expectWhole("JupyterLab Light");
      expect(await diagramGround()).toEqual([255, 255, 255]);
      await page.evaluate(notebook.hideOutputs, true);
      await page.setViewportSize({ width: 1000, height: 900 });
      await page.evaluate(notebook.hideOutputs, false);
      await expectWhole("JupyterLab Light");
      expect(await page.evaluate(notebook.outputs)).toBe(stored);
    });

    it("is whole without the renderer of Python's plotly, on a wide screen, and after a reload", async () => {
      await open(path, { disabled: [pythonRenderer], width: 1920 });
      await expectWhole("JupyterLab Light");
      await page.reload();
      await expectWhole("JupyterLab Light");
    });
  });

  it.each([
    ["the renderer of Python's plotly", ["dropout-lab"], ".jp-RenderedPlotly img"],
    ["no renderer", ["dropout-lab", pythonRenderer], ".jp-RenderedImage img"],
  ])("is a picture that fits the column where there is %s", async (_, disabled, selector) => {
    await open(apps.JupyterLab, { disabled });
    await vi.waitFor(async () => {
      const shot = await look();
      // 640 pixels, or fewer where the column is narrower.
      const width = Math.min(640, shot.width);
      const at = (shot.columnsOf(inference, 100).at(-1) ?? 0) / width;
      expect(at).toBeGreaterThan(0.93);
      expect(at).toBeLessThan(1);
    }, patience);
    expect(await page.locator(selector).count()).toBeGreaterThan(0);
  });
});
