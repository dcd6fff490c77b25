/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { adaptFigure } from "./adapt-figure.ts";
import { loadPlotly } from "./plotly.ts";
import { isDark, onTheme } from "./theme.ts";

/** How far below the window a figure is drawn already, so that a reader finds it drawn. */
const DRAW_AHEAD = "600px 0px";

/** Draws every figure when it comes near; without the means for it the stored pictures stay. */
export function drawFigures(): void {
  const figures = document.querySelectorAll<HTMLElement>("figure.plot");
  if (figures.length === 0 || typeof DecompressionStream === "undefined") return;
  const drawn = new Set<HTMLElement>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        observer.unobserve(target);
        target.classList.add("near");
        draw(target).then(
          () => drawn.add(target),
          (error) => console.warn("figure: the stored picture stays", error),
        );
      }
    },
    { rootMargin: DRAW_AHEAD },
  );
  for (const figure of figures) observer.observe(figure);
  const again = () => {
    for (const figure of drawn) void draw(figure);
  };
  onTheme(again);
  // The layout of a phone and that of a desk differ in more than their size.
  matchMedia("(max-width: 620px)").addEventListener("change", again);
}

async function draw(figure: HTMLElement): Promise<void> {
  const live = figure.querySelector<HTMLElement>(".live");
  const stored = figure.querySelector<HTMLElement>(":scope > :is(img, .stored)");
  const { data, layout } = JSON.parse(figure.querySelector("script")?.textContent ?? "{}");
  const plotly = await loadPlotly();
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
  caption(figure, adapted.title);
  live.hidden = false;
  live.style.blockSize = adapted.height === undefined ? "" : `${adapted.height}px`;
  try {
    await plotly.react(
      live,
      adapted.data,
      { ...adapted.layout, dragmode },
      { responsive: true, displayModeBar: false, showTips: false },
    );
  } catch (error) {
    live.hidden = true;
    figure.querySelector("figcaption")?.remove();
    throw error;
  }
  // The picture stays for those who cannot see: its description is the figure's.
  stored?.classList.add("unseen");
  if (stored !== null && figure.dataset.alt !== undefined) stored.textContent = figure.dataset.alt;
  live.setAttribute("aria-hidden", "true");
  figure.classList.add("drawn");
}

function caption(figure: HTMLElement, title: string): void {
  if (title === "") return;
  const made = figure.querySelector("figcaption") ?? document.createElement("figcaption");
  made.textContent = title;
  figure.prepend(made);
}
