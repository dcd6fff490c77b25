import { chroma, formatColor, parseColor, readableOn } from "../contrast.ts";
import { BACKGROUNDS } from "../palette.ts";

type Plain = Record<string, unknown>;

/** A figure narrower than this, in pixels, is on a phone. */
const NARROW = 560;

/** What the page gives a figure room for, and how it looks. */
export interface Place {
  readonly dark: boolean;
  /** In pixels. */
  readonly width: number;
  readonly fontFamily: string;
}

export interface AdaptedFigure {
  readonly data: readonly unknown[];
  readonly layout: Plain;
  /** The title, which the page shows itself so that it wraps; empty if there is none. */
  readonly title: string;
  /** In pixels, without the title; undefined leaves it to the page. */
  readonly height: number | undefined;
}

const COLORS = {
  light: { text: "#3d444d", grid: "#e4e1da", axis: "#8b929c" },
  dark: { text: "#c6ccd4", grid: "#2e343c", axis: "#727b88" },
};

/** A stored figure fitted to the page: its ground, its colours in the dark, its room on a phone. */
export function adaptFigure(data: readonly unknown[], layout: Plain, place: Place): AdaptedFigure {
  const ink = place.dark ? COLORS.dark : COLORS.light;
  const colored = place.dark ? (darken(layout, "") as Plain) : layout;
  const { width: _width, height: _height, title, ...rest } = colored;
  const fitted: Plain = {
    ...rest,
    autosize: true,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: ink.text, ...record(rest.font), family: place.fontFamily },
    margin: fitMargin(record(rest.margin), place.width, titleHeight(title)),
    hoverlabel: { font: { family: place.fontFamily }, ...record(rest.hoverlabel) },
  };
  for (const name of new Set(["xaxis", "yaxis", ...Object.keys(rest)])) {
    if (!/^[xy]axis\d*$/.test(name)) continue;
    const axis = record(rest[name]);
    const colors = { gridcolor: ink.grid, zerolinecolor: ink.axis, linecolor: ink.axis };
    // Margins make room for all labels; looking for one past the edge takes a tenth of a drawing.
    const labels = { automargin: true, ticklabeloverflow: "allow" };
    fitted[name] = { ...labels, ...colors, ...axis };
  }
  if (place.width < NARROW && record(rest.legend).y === undefined) {
    const legend = { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" };
    fitted.legend = { ...record(rest.legend), ...legend };
  }
  return {
    data: place.dark ? data.map((trace) => darken(trace, "")) : data,
    layout: fitted,
    title: titleText(title),
    height: drawnHeight(layout),
  };
}

/** How high a figure is drawn, in pixels, without the title; undefined if its layout says nothing. */
export function drawnHeight({ height, title }: Plain): number | undefined {
  return typeof height === "number" ? Math.max(160, height - titleHeight(title)) : undefined;
}

/** What a title takes of the figure's height, by its lines and their size. */
function titleHeight(title: unknown): number {
  const text = typeof title === "string" ? title : record(title).text;
  if (typeof text !== "string" || text.trim() === "") return 0;
  const { size } = record(record(title).font);
  return Math.round(12 + text.split(/<br\s*\/?>/i).length * 1.3 * (Number(size) || 17));
}

function fitMargin(margin: Plain, width: number, title: number): Plain {
  const side = (name: "l" | "r", most: number) => {
    const given = typeof margin[name] === "number" ? margin[name] : 60;
    return width < NARROW ? Math.min(given, most) : Math.min(given, 70);
  };
  const t = typeof margin.t === "number" ? Math.max(12, margin.t - title) : 30;
  return { b: 50, ...margin, t, l: side("l", 46), r: side("r", 12) };
}

function titleText(title: unknown): string {
  const text = typeof title === "string" ? title : record(title).text;
  if (typeof text !== "string") return "";
  const plain = text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  // A line must not end within a formula.
  return plain.trim().replace(/ ([−+=/×±·]) /g, "\u00a0$1\u00a0");
}

/** Every colour in a value as it is seen on a dark page. */
function darken(value: unknown, key: string): unknown {
  if (typeof value === "string") return /color$/i.test(key) ? darkColor(value) : value;
  if (Array.isArray(value)) {
    // Numbers are data, and by far the most there is: they stay the array they are.
    return typeof value[0] === "number" ? value : value.map((one) => darken(one, key));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, darken(one, name)]));
}

function darkColor(text: string): string {
  const color = parseColor(text);
  const ground = parseColor(BACKGROUNDS.dark.page);
  if (color === undefined || ground === undefined) return text;
  // As much contrast as the palette has on the light page: bars are translucent.
  if (chroma(color) > 24) return formatColor(readableOn(color, ground, 4.5));
  // Greys, black and white change sides.
  const [red, green, blue, alpha] = color;
  const turned = (part: number) => 22 + ((255 - part) * 210) / 255;
  return formatColor([turned(red), turned(green), turned(blue), alpha]);
}

function record(value: unknown): Plain {
  return typeof value === "object" && value !== null ? (value as Plain) : {};
}
