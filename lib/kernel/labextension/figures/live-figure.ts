/// <reference lib="dom" />
import type { Plotly } from "./plotly.ts";
import type { PlotlyFigure } from "./read-figure.ts";
import { themeAt, themeTemplate } from "./theme.ts";

/** What is shown when a figure cannot be drawn. */
export interface StoredPicture {
  /** A data: address; undefined if no picture is stored. */
  readonly source: string | undefined;
  /** The sentence that says what the picture shows; empty if there is none. */
  readonly alt: string;
  /** The figure as plain text, for want of a picture. */
  readonly text: string;
}

/** A figure that is drawn as soon as it has room, and follows its room and the theme. */
export class LiveFigure {
  readonly #host: HTMLElement;
  readonly #place = document.createElement("div");
  readonly #loadPlotly: () => Promise<Plotly>;
  readonly #observer: ResizeObserver;
  #figure: PlotlyFigure | undefined;
  #stored: StoredPicture = { source: undefined, alt: "", text: "" };
  #drawn: { figure: PlotlyFigure; look: string; plotly: Plotly } | undefined;
  #drawing: Promise<void> = Promise.resolve();

  constructor(host: HTMLElement, loadPlotly: () => Promise<Plotly>) {
    this.#host = host;
    this.#loadPlotly = loadPlotly;
    host.append(this.#place);
    // Tells of the first size too, and of one after none: of a hidden cell that is shown.
    this.#observer = new ResizeObserver(() => this.#draw());
    this.#observer.observe(host);
  }

  /** Shows a figure, in place of the one before. */
  show(figure: PlotlyFigure, stored: StoredPicture): void {
    this.#figure = figure;
    this.#stored = stored;
    if (stored.alt !== "") {
      this.#host.setAttribute("role", "figure");
      this.#host.setAttribute("aria-label", stored.alt);
    }
    // The notebook below it must not move when it is drawn.
    this.#host.style.minHeight = `${figure.height}px`;
    this.#draw();
  }

  /** Takes on the colours of the present theme. */
  followTheme(): void {
    // JupyterLab hides everything until the next frame; observed anew, the host tells when it has room.
    this.#observer.unobserve(this.#host);
    this.#observer.observe(this.#host);
  }

  /** Ends it: it draws no more. */
  dispose(): void {
    this.#observer.disconnect();
    this.#figure = undefined;
    this.#drawn?.plotly.purge(this.#place);
    this.#drawn = undefined;
  }

  /** One drawing after the other; each finds what is wanted by then. */
  #draw(): void {
    this.#drawing = this.#drawing
      .then(() => this.#drawWanted())
      .catch((error: unknown) => {
        console.warn("dropout-lab: a figure is shown as it is stored", error);
        this.#showStored();
      });
  }

  async #drawWanted(): Promise<void> {
    if (this.#figure === undefined || this.#host.clientWidth === 0) return;
    const plotly = await this.#loadPlotly();
    const figure = this.#figure;
    const room = this.#host.clientWidth;
    if (figure === undefined || room === 0) return;
    const changes = this.#fit(figure, room);
    const look = JSON.stringify(changes);
    const last = this.#drawn;
    if (last?.figure === figure && last.look === look) return;
    if (last === undefined) this.#place.replaceChildren();
    // What the reader has changed, as a zoom, stays.
    if (last?.figure === figure) await plotly.relayout(this.#place, changes);
    else {
      // It is fitted here, and not to the window.
      const config = { ...figure.config, responsive: false };
      const layout = { ...figure.layout, ...changes };
      const place = await plotly.react(this.#place, { ...figure, layout, config });
      if (last === undefined) place.on("plotly_webglcontextlost", () => this.#showStored());
    }
    this.#drawn = { figure, look, plotly };
  }

  #fit({ width = Number.POSITIVE_INFINITY, height, hasOwnColors }: PlotlyFigure, room: number) {
    const template = hasOwnColors ? {} : { template: themeTemplate(themeAt(this.#host)) };
    return { width: Math.min(width, room), height, autosize: false, ...template };
  }

  /** The stored picture; who points at it asks for the figure once more. */
  #showStored(): void {
    this.#drawn?.plotly.purge(this.#place);
    this.#drawn = undefined;
    const { source, alt, text } = this.#stored;
    const shown = document.createElement(source === undefined ? "pre" : "img");
    if (shown instanceof HTMLImageElement) Object.assign(shown, { src: source, alt });
    else shown.textContent = text;
    shown.style.maxWidth = "100%";
    shown.addEventListener("pointerenter", () => this.#draw(), { once: true });
    this.#place.replaceChildren(shown);
  }
}
