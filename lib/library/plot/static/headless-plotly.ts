import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { JSDOM, VirtualConsole } from "jsdom";
import { addDomStubs } from "./dom-stubs.ts";

/** A figure as plain Plotly data and layout. */
export interface PlainFigure {
  readonly data: readonly object[];
  readonly layout: object;
}

interface Plotly {
  toImage(figure: object, options: object): Promise<string>;
}

/** plotly.js in a window without a screen, where it draws figures as SVG. */
export class HeadlessPlotly {
  readonly #plotly: Plotly;
  readonly #reseed: () => void;

  constructor() {
    const dom = new JSDOM("<!doctype html><body></body>", {
      runScripts: "outside-only",
      pretendToBeVisual: true,
      virtualConsole: new VirtualConsole(),
    });
    addDomStubs(dom.window);
    this.#reseed = seedRandom(dom.window);
    const file = createRequire(import.meta.url).resolve("plotly.js-dist");
    const script = new Script(readFileSync(file, "utf8"), { filename: "plotly.js" });
    script.runInContext(dom.getInternalVMContext());
    this.#plotly = dom.window.Plotly;
  }

  /** The figure as an SVG document; the same figure gives the same text. */
  async draw(figure: PlainFigure, width: number, height: number): Promise<string> {
    this.#reseed();
    const options = { format: "svg", imageDataOnly: true, width, height };
    return this.#plotly.toImage({ ...figure, config: { staticPlot: true } }, options);
  }
}

/** Plotly.js names clip paths at random: with the same seed for each figure, alike each time. */
function seedRandom(window: JSDOM["window"]): () => void {
  let state = 0;
  window.Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return () => {
    state = 1;
  };
}
