import { createRequire } from "node:module";
import { Resvg, type ResvgRenderOptions } from "@resvg/resvg-js";

// One font file of ours and none of the system's: a fresh machine may have no fonts, and other
// fonts would give other pixels.
const FONT_FILE = createRequire(import.meta.url).resolve(
  "@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf",
);
const FONT = {
  loadSystemFonts: false,
  fontFiles: [FONT_FILE],
  defaultFontFamily: "Open Sans",
  sansSerifFamily: "Open Sans",
};

/** How far Open Sans reaches above and below the baseline, in parts of the font size. */
export const ASCENT = 1.069;
export const DESCENT = 0.293;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;" };
const widths = new Map<string, number>();

/** The width of a text in pixels, as the same font and the same engine will draw it. */
export function textWidth(text: string, size: number): number {
  const key = `${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  // Ink has no spaces at its ends: a bar behind the text shows how far it advances.
  const width = inkEnd(`${text}|`, size) - inkEnd("|", size);
  widths.set(key, width);
  return width;
}

function inkEnd(text: string, size: number): number {
  const escaped = text.replace(/[&<]/g, (char) => ESCAPES[char] as string);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text xml:space="preserve" font-family="Open Sans" font-size="${size}">${escaped}</text></svg>`;
  const box = new Resvg(svg, { font: FONT }).getBBox();
  return box === undefined ? 0 : box.x + box.width;
}

/** An SVG document as PNG, at `scale` device pixels a CSS pixel. */
export function rasterize(svg: string, scale: number): Uint8Array {
  const options: ResvgRenderOptions = { font: FONT, fitTo: { mode: "zoom", value: scale } };
  return new Resvg(svg, options).render().asPng();
}
