import { parentPort } from "node:worker_threads";
import { HeadlessPlotly, type PlainFigure } from "./headless-plotly.ts";
import { rasterize } from "./resvg.ts";

/** What to draw: a figure, or an SVG document. */
export type Drawing =
  | { readonly figure: PlainFigure; readonly width: number; readonly height: number }
  | { readonly svg: string };

/** A drawing that the worker is asked for. */
export interface PictureRequest {
  readonly id: number;
  readonly drawing: Drawing;
  readonly scale: number;
}

/** The worker's answer: the picture, or why there is none. */
export type PictureReply =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly failure: string };

const WARM_UP: PictureRequest = {
  id: 0,
  drawing: {
    figure: {
      data: [
        { type: "bar", x: [1, 2], y: [1, 2], name: "a" },
        { type: "scatter", mode: "lines", x: [1, 2], y: [1, 2], name: "b" },
      ],
      layout: { title: { text: "a" }, xaxis: { title: { text: "a" } } },
    },
    width: 300,
    height: 200,
  },
  scale: 1,
};

const plotly = new HeadlessPlotly();

async function answer({ id, drawing, scale }: PictureRequest): Promise<PictureReply> {
  try {
    return { id, png: rasterize(await svgOf(drawing), scale) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

async function svgOf(drawing: Drawing): Promise<string> {
  if ("svg" in drawing) return drawing.svg;
  return await plotly.draw(drawing.figure, drawing.width, drawing.height);
}

// One figure at a time: they share the window, and with it the seed of plotly's names.
let isAsked = false;
let queue: Promise<void> = Promise.resolve();
parentPort?.on("message", (request: PictureRequest) => {
  isAsked = true;
  queue = queue.then(async () => parentPort?.postMessage(await answer(request)));
});

// The first drawing compiles most of plotly.js's code. When nobody waits for a picture yet, a
// drawing for nobody does that, so that nobody will.
setTimeout(() => {
  if (!isAsked) queue = queue.then(async () => void (await answer(WARM_UP)));
}, 0);
