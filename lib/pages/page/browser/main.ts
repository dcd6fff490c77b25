/// <reference lib="dom" />
import { Figures } from "../../rendering/index.ts";
import { makeReadable } from "./make-readable.ts";
import { loadPlotly } from "./plotly.ts";
import { startLive } from "./start-live.ts";

makeReadable();
new Figures(loadPlotly).watch(document);
startLive();
