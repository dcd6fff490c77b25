/// <reference lib="dom" />
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import type { LiveFigure } from "./live-figure.ts";
import type { Plotly } from "./plotly.ts";

/** The global of the bundle that the page loads. */
declare const figures: { readonly LiveFigure: typeof LiveFigure };

interface Layout {
  readonly template: { readonly layout: { readonly paper_bgcolor: string } };
}

describe.skipIf(skipWithoutBrowser())("a live figure", () => {
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let script = "";

  beforeAll(async () => {
    browser = await launchBrowser();
    const { outputFiles } = await build({
      entryPoints: [`${import.meta.dirname}/live-figure.ts`],
      bundle: true,
      format: "iife",
      globalName: "figures",
      write: false,
    });
    script = outputFiles[0]?.text ?? "";
  });

  afterAll(() => browser?.close());

  it("takes on a theme of which JupyterLab tells just before it hides everything for a frame", async () => {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const grounds = await page.evaluate(async () => {
      const worn: string[] = [];
      const wear = ({ template }: Layout) => worn.push(template.layout.paper_bgcolor);
      const plotly: Plotly = {
        async react(place, figure) {
          wear((figure as { layout: Layout }).layout);
          return Object.assign(place, { on() {} });
        },
        async relayout(_, changes) {
          wear(changes as Layout);
        },
        purge() {},
      };
      const { documentElement: root, body } = document;
      const host = body.appendChild(document.createElement("div"));
      const changeTheme = (ground: string) => root.style.setProperty("--jp-layout-color0", ground);
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

      const figure = new figures.LiveFigure(host, async () => plotly);
      changeTheme("black");
      const data = { data: [], layout: {}, config: {}, frames: [], height: 360, width: undefined };
      figure.show({ ...data, hasOwnColors: false }, { source: undefined, alt: "", text: "" });
      await frame();
      // Sizes are told after a frame's callbacks.
      await frame();
      // As a style sheet is loaded: between two frames.
      await new Promise((resolve) => setTimeout(resolve));
      changeTheme("white");
      figure.followTheme();
      body.hidden = true;
      await frame();
      body.hidden = false;
      await frame();
      await frame();
      return worn;
    });
    await page.close();
    expect(grounds).toEqual(["rgba(0,0,0,1)", "rgba(255,255,255,1)"]);
  });
});
