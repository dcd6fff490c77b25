/// <reference lib="dom" />

import { loadMathematics } from "../../../page/browser/mathematics.ts";
import { pagePolicy } from "../../../page/browser/page-policy.ts";
import { loadPlotly } from "../../../page/browser/plotly.ts";
import { addThemeButton } from "../../../page/browser/theme.ts";
import { type DrawsDisplay, OutputArea } from "../index.ts";

/** What a test calls in the page: an area for each place, and who draws what by MIME type. */
export interface OutputsPage {
  areas: OutputArea[];
  drawers: Map<string, DrawsDisplay>;
  /** How often plotly.js has been asked to draw. */
  draws: number;
  /** HTML as the browser writes it. */
  normal(html: string): string;
}

const drawers = new Map<string, DrawsDisplay>();
const page: OutputsPage = {
  areas: [],
  drawers,
  draws: 0,
  normal(html) {
    const template = document.createElement("template");
    template.innerHTML = pagePolicy.createHTML(html);
    return template.innerHTML;
  },
};
const context = {
  policy: pagePolicy,
  plotly: async () => {
    page.draws++;
    return await loadPlotly();
  },
  mathematics: loadMathematics,
  alive: (type: string) => drawers.get(type),
};
page.areas = [...document.querySelectorAll<HTMLElement>(".outputs")].map(
  (place) => new OutputArea(place, context),
);
addThemeButton();
Object.assign(globalThis, { page });
