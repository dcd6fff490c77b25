/// <reference lib="dom" />
import type { Plotly } from "../../live/payload.ts";
import { runScript } from "./run-script.ts";
import { unpackText } from "./unpack.ts";

let loading: Promise<Plotly> | undefined;

/** Unpacks and runs the plotly.js that the page carries, once. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Plotly> {
  runScript(await unpackText("plotly"));
  const { Plotly } = globalThis as { Plotly?: Plotly };
  if (Plotly === undefined) throw new Error("plotly.js: must have run, got nothing");
  return Plotly;
}
