/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import { figureParts, plotlyScript } from "./index.ts";

const file = createRequire(import.meta.url).resolve("plotly.js-basic-dist");

const bars = { type: "bar", name: "bars", x: [1, 2, 3, 4], y: [3, 1, 4, 1] };
const line = { type: "scatter", name: "a line", x: [1, 2, 3, 4], y: [2, 7, 1, 8] };

/** Each with what it shows of plotly.js. */
const FIGURES: Record<string, { data: object[]; layout?: object }> = {
  "bars and a line": {
    data: [
      { ...bars, marker: { color: "rgba(33,102,172,0.55)" } },
      { ...line, mode: "lines" },
    ],
    layout: {
      barmode: "overlay",
      xaxis: { title: { text: "sum" } },
      yaxis: { tickformat: ".1~%" },
    },
  },
  "markers by name, hsl and hex, with errors": {
    data: [
      {
        ...line,
        mode: "markers+text",
        text: ["a", "b", "c", "<b>d</b>"],
        marker: { color: ["tomato", "hsl(200, 50%, 40%)", "#0a8", "rgb(9, 8, 7)"], size: 14 },
        error_y: { array: [1, 2, 1, 2] },
      },
    ],
  },
  "a filled, smooth line over dates on a logarithmic axis": {
    data: [
      {
        ...line,
        x: ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"],
        fill: "tozeroy",
        line: { shape: "spline", dash: "dot" },
      },
    ],
    layout: { yaxis: { type: "log" } },
  },
  "two axes with shapes, annotations and a legend": {
    data: [bars, { ...line, xaxis: "x2", yaxis: "y2" }],
    layout: {
      grid: { rows: 1, columns: 2, pattern: "independent" },
      shapes: [{ type: "rect", x0: 1, x1: 2, y0: 0, y1: 3, fillcolor: "gold", opacity: 0.4 }],
      annotations: [{ x: 3, y: 4, text: "most", showarrow: true }],
    },
  },
  "a pie": { data: [{ type: "pie", labels: ["kept", "dropped"], values: [60, 40] }] },
  "menus, sliders and selectors": {
    data: [line],
    layout: {
      updatemenus: [{ buttons: [{ label: "one", method: "skip" }] }],
      sliders: [
        {
          steps: [
            { label: "two", method: "skip" },
            { label: "three", method: "skip" },
          ],
        },
      ],
      xaxis: { rangeslider: {}, rangeselector: { buttons: [{ step: "all" }] } },
    },
  },
  "a selection": {
    data: [{ ...line, mode: "markers" }],
    layout: { selections: [{ type: "rect", x0: 1, x1: 3, y0: 0, y1: 8 }] },
  },
  "a bar of colours": {
    data: [{ ...line, mode: "markers", marker: { color: [1, 2, 3, 4], showscale: true } }],
  },
  "a colour space, and a calendar": {
    data: [
      {
        ...line,
        x: ["5786-01-01", "5786-02-01"],
        xcalendar: "hebrew",
        line: { color: "oklch(0.6 0.2 30)" },
      },
    ],
  },
};

describe.skipIf(skipWithoutBrowser())("plotly.js as a page carries it", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function drawn(script: string, figures: readonly object[]): Promise<string[]> {
    const page = await browser.newPage({ viewport: { width: 700, height: 450 } });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(`${error}`));
    await page.addScriptTag({ content: script });
    expect(errors).toEqual([]);
    const pictures = [];
    for (const figure of figures) pictures.push(await draw(page, figure));
    expect(errors).toEqual([]);
    await page.close();
    return pictures;
  }

  test("draws figures as the whole one does, pixel by pixel", async () => {
    const all = Object.entries(FIGURES).map(([what, figure]) => {
      return { what, figure, text: JSON.stringify(figure) };
    });
    const simple = all.filter(({ text }) => figureParts([text]).length === 0);
    const special = all.filter((one) => !simple.includes(one));
    expect(simple.length).toBeGreaterThan(3);
    const whole = readFileSync(file, "utf8");
    for (const some of [simple, special]) {
      const script = await plotlyScript(figureParts(some.map(({ text }) => text)));
      const figures = some.map(({ figure }) => figure);
      const [got, wanted] = [await drawn(script, figures), await drawn(whole, figures)];
      for (const [at, { what }] of some.entries()) expect(got[at] === wanted[at], what).toBe(true);
    }
  }, 300_000);

  test("has what a figure names, and nothing that none does", async () => {
    expect(figureParts(['{"type":"bar","calendar":"gregorian"}', "const slider = 1"])).toEqual([]);
    expect(figureParts(['{"xaxis":{"rangeslider":{}}}', "sliders"])).toEqual([
      "sliders",
      "rangeslider",
    ]);
    const [few, all] = await Promise.all([plotlyScript([]), plotlyScript(["calendars"])]);
    expect(few).not.toContain("Nisan");
    expect(all).toContain("Nisan");
  });
});

/** A figure in the page, as a picture. */
async function draw(page: Page, figure: object): Promise<string> {
  await page.evaluate(async (given) => {
    const place = document.createElement("div");
    document.body.replaceChildren(place);
    const { Plotly } = globalThis as unknown as {
      Plotly: { react(...given: unknown[]): Promise<unknown> };
    };
    const { data, layout } = given as { data: object[]; layout?: object };
    await Plotly.react(
      place,
      data,
      { ...layout, width: 640, height: 400 },
      { displayModeBar: false },
    );
  }, figure);
  return (await page.screenshot()).toString("base64");
}
