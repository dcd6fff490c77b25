/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { adaptFigure } from "./adapt-figure.ts";
import { isDark, onTheme } from "./theme.ts";

/** How far below the window a figure is drawn already, so that a reader finds it drawn. */
const DRAW_AHEAD = "600px 0px";

/** The logo would be parsed as HTML, which the policy of a page that runs refuses. */
const CONFIG = { responsive: true, displayModeBar: false, displaylogo: false, showTips: false };

/** What is needed of plotly.js. */
export interface FigureDrawer {
  react(
    target: HTMLElement,
    data: readonly unknown[],
    layout: object,
    config?: object,
  ): Promise<unknown>;
}

/** Plotly's figure, whatever else it holds. */
export interface FigureData {
  readonly data: readonly unknown[];
  readonly layout?: Record<string, unknown>;
}

/**
 * Draws figures of a page when they come near, and again when the theme or the layout changes;
 * without the means for it the stored pictures stay.
 */
export class Figures {
  readonly #plotly: () => Promise<FigureDrawer>;
  readonly #observer: IntersectionObserver;
  readonly #drawn = new Set<HTMLElement>();
  /** What is shown now in place of what was written into the page. */
  readonly #newer = new WeakMap<HTMLElement, FigureData>();

  constructor(plotly: () => Promise<FigureDrawer>) {
    this.#plotly = plotly;
    this.#observer = new IntersectionObserver((entries) => this.#near(entries), {
      rootMargin: DRAW_AHEAD,
    });
    const again = () => {
      for (const figure of this.#drawn) {
        if (figure.isConnected) void this.#draw(figure);
        else this.#drawn.delete(figure);
      }
    };
    onTheme(again);
    // The layout of a phone and that of a desk differ in more than their size.
    matchMedia("(max-width: 620px)").addEventListener("change", again);
  }

  /** Draws every figure inside when it comes near. */
  watch(content: ParentNode): void {
    for (const figure of content.querySelectorAll("figure.plot")) this.#observer.observe(figure);
  }

  /** Draws another figure in the place of one that is watched; `alt` describes it in words. */
  async update(figure: HTMLElement, data: FigureData, alt: string): Promise<void> {
    this.#newer.set(figure, data);
    const stored = storedPicture(figure);
    if (stored instanceof HTMLImageElement) stored.alt = alt;
    else figure.dataset.alt = alt;
    if (this.#drawn.has(figure)) await this.#draw(figure);
  }

  #near(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      this.#observer.unobserve(target);
      target.classList.add("near");
      this.#draw(target).then(
        () => this.#drawn.add(target),
        (error) => console.warn("figure: the stored picture stays", error),
      );
    }
  }

  async #draw(figure: HTMLElement): Promise<void> {
    const live = figure.querySelector<HTMLElement>(".live");
    const plotly = await this.#plotly();
    // Read as late as this: a newer figure may have come meanwhile.
    const { data, layout } = this.#newer.get(figure) ?? storedIn(figure);
    if (live === null || !Array.isArray(data)) return;
    const style = getComputedStyle(figure);
    const place = {
      dark: isDark(),
      width: figure.clientWidth,
      fontFamily: style.getPropertyValue("--sans").trim() || style.fontFamily,
    };
    const adapted = adaptFigure(data, layout ?? {}, place);
    // A finger that drags over a figure wants to move the page.
    const dragmode = matchMedia("(pointer: coarse)").matches ? false : (layout?.dragmode ?? "zoom");
    live.hidden = false;
    live.style.blockSize = adapted.height === undefined ? "" : `${adapted.height}px`;
    try {
      await plotly.react(
        live,
        adapted.data,
        { ...adapted.layout, dragmode },
        // Given again it is copied and compared at every drawing.
        this.#drawn.has(figure) ? undefined : CONFIG,
      );
    } catch (error) {
      live.hidden = true;
      figure.querySelector("figcaption")?.remove();
      throw error;
    }
    // Before, it would have plotly.js lay out the page once more to measure its box.
    caption(figure, adapted.title);
    describe(figure, live);
  }
}

function storedIn(figure: HTMLElement): FigureData {
  return JSON.parse(figure.querySelector("script")?.textContent ?? "{}");
}

/** The picture stays for those who cannot see: its description is the figure's. */
function describe(figure: HTMLElement, live: HTMLElement): void {
  const stored = storedPicture(figure);
  stored?.classList.add("unseen");
  if (stored !== null && figure.dataset.alt !== undefined) stored.textContent = figure.dataset.alt;
  live.setAttribute("aria-hidden", "true");
  figure.classList.add("drawn");
}

/** What stands for the figure until it is drawn. */
function storedPicture(figure: HTMLElement): HTMLElement | null {
  return figure.querySelector<HTMLElement>(":scope > :is(img, .stored)");
}

function caption(figure: HTMLElement, title: string): void {
  if (title === "") return;
  const made = figure.querySelector("figcaption") ?? document.createElement("figcaption");
  made.textContent = title;
  if (!made.isConnected) figure.prepend(made);
}
