import { drawnHeight } from "./figures/adapt-figure.ts";
import { attributes, scriptJson } from "./html.ts";
import { loads } from "./style-declarations.ts";

export interface Figure {
  readonly data: readonly Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
}

/** What plotly.js-basic draws; it takes a trace without a type for a scatter. */
const BASIC_TRACES = new Set(["scatter", "bar", "pie"]);

/** The figure of a stored bundle if the page's plotly.js can draw all of it, else undefined. */
export function drawableFigure(value: unknown): Figure | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { data, layout } = value as { data?: unknown; layout?: unknown };
  if (!Array.isArray(data) || data.length === 0) return undefined;
  const drawable = data.every((trace) => {
    return isRecord(trace) && BASIC_TRACES.has(`${trace.type ?? "scatter"}`);
  });
  return drawable ? { data, layout: isRecord(layout) ? layout : {} } : undefined;
}

/** The figure's title without Plotly's tags; empty if it has none. */
export function figureTitle({ layout }: Figure): string {
  const { title } = layout;
  const text = isRecord(title) ? title.text : title;
  return typeof text === "string" ? text.replace(/<[^>]*>/g, " ").trim() : "";
}

/**
 * A figure that is drawn when it comes near: until then, on paper and without JavaScript the stored
 * picture stands for it, or a sentence if none is stored.
 */
export function figureHtml(figure: Figure, picture: string | undefined, alt: string): string {
  const { width, height } = figure.layout;
  const known = typeof width === "number" && typeof height === "number" && width > 0;
  const ratio = known ? `${width} / ${height}` : "7 / 4.2";
  const drawn = drawnHeight(figure.layout);
  const room = drawn === undefined ? "" : `; --height: ${drawn}px`;
  const stored =
    picture ??
    `<p class="stored">${"This figure is drawn by JavaScript, and no picture of it is stored."}</p>`;
  return `<figure class="plot"${attributes({
    "data-alt": picture === undefined ? alt : undefined,
    style: `--ratio: ${ratio}${room}`,
  })}>${stored}<div class="live" hidden></div><script type="application/json">${scriptJson(
    figure,
  )}</script></figure>`;
}

/** A figure without what plotly.js would load: pictures of its layout, addresses in styles of texts. */
export function withoutRemoteParts(figure: Figure, warn: (sentence: string) => void): Figure {
  let count = 0;
  const clean = (value: unknown, key: string): unknown => {
    if (typeof value === "string") {
      const isRemote = key === "source" ? !value.startsWith("data:image/") : loads(value);
      if (isRemote) count++;
      return isRemote ? "" : value;
    }
    if (Array.isArray(value)) {
      // Numbers are data, and by far the most there is: they stay the array they are.
      return typeof value[0] === "number" ? value : value.map((one) => clean(one, key));
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one, name)]));
  };
  const cleaned = clean(figure, "") as Figure;
  if (count === 0) return figure;
  warn(
    `${count === 1 ? "a picture" : `${count} pictures`} of a figure that would be loaded: left out`,
  );
  return cleaned;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
