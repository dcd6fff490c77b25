/// <reference lib="dom" />
import type { Plotly } from "../../live/payload.ts";
import { runScript } from "./run-script.ts";
import { packedScript, unpackText } from "./unpack.ts";
import { whenIdle } from "./when-idle.ts";

let loading: Promise<Plotly> | undefined;

/** Unpacks and runs the plotly.js that the page carries, once. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= load();
  return loading;
}

/** Has it ready for the figures to come, once the browser has nothing else to do. */
export function loadPlotlyAhead(): void {
  if (packedScript("plotly") === null) return;
  // The figure that cannot be drawn says so.
  whenIdle(() => loadPlotly().catch(() => {}));
}

async function load(): Promise<Plotly> {
  runScript(unpackText("plotly"));
  const { Plotly } = globalThis as { Plotly?: Plotly };
  if (Plotly === undefined) throw new Error("plotly.js: must have run, got nothing");
  return Plotly;
}
