/// <reference lib="dom" />

import type { Output } from "../../notebook/index.ts";
import {
  escapeHtml,
  Figures,
  Headings,
  numberEquations,
  type OutputContext,
  outputHtml,
  Prose,
  type Typesetter,
} from "../../rendering/index.ts";
import { browserPlatform } from "./browser-platform.ts";
import type { OutputAreaContext } from "./output-area-context.ts";

/** TeX as it is written. */
const unset: Typesetter = {
  render: (source) => `<code>${escapeHtml(source.trim())}</code>`,
};

/** Turns the outputs of all cells of a page into what the reader sees. */
export class OutputRendering {
  readonly figures: Figures;
  readonly #context: OutputAreaContext;
  readonly #platform: OutputContext["platform"];

  constructor(context: OutputAreaContext) {
    this.#context = context;
    this.#platform = browserPlatform(context.policy);
    this.figures = new Figures(context.plotly);
  }

  /** Puts an output into an element, whose class says what it is; whether there is anything to show. */
  async render(output: Output, element: HTMLElement, cell: string): Promise<boolean> {
    const headings = new Headings();
    // Names in the page are taken.
    for (const { id } of document.querySelectorAll("[id]")) headings.claim(id);
    const platform = this.#platform;
    const mathematics = (hasTex(output) && (await this.#context.mathematics?.())) || unset;
    const prose = new Prose({ platform, headings, mathematics, link: () => undefined });
    const warn = () => {};
    const [kind, html] = await outputHtml(output, { platform, prose, cell, warn });
    element.className = `output ${kind}`;
    this.put(element, numberEquations(html));
    return html !== "";
  }

  /** Puts HTML that is escaped or sanitised into an element. */
  put(element: HTMLElement, html: string): void {
    const trusted = this.#context.policy.createHTML(html);
    // Only so are the shadows made in which an author's style sheets stay.
    if (html.includes("<template") && "setHTMLUnsafe" in element) element.setHTMLUnsafe(trusted);
    else element.innerHTML = trusted;
    this.figures.watch(element);
  }
}

/** Whether there may be TeX in what an output shows. */
function hasTex(output: Output): boolean {
  if (!("data" in output)) return false;
  const { "text/latex": latex, "text/markdown": markdown, "text/html": html } = output.data;
  return latex !== undefined || /[$\\]/.test(`${markdown ?? ""}${html ?? ""}`);
}

const made = new WeakMap<OutputAreaContext, OutputRendering>();

/** The one rendering of a page. */
export function renderingOf(context: OutputAreaContext): OutputRendering {
  let rendering = made.get(context);
  if (rendering === undefined) {
    rendering = new OutputRendering(context);
    made.set(context, rendering);
  }
  return rendering;
}
