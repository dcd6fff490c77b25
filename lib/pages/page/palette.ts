import { type Color, contrast, formatColor, parseColor, readableOn } from "./contrast.ts";

/** The grounds that text stands on, as in styles/page.css; `code` is the harder of each theme. */
export const BACKGROUNDS = {
  light: { page: "#fffefb", code: "#f5f3ee" },
  dark: { page: "#14171b", code: "#1c2127" },
} as const;

/** A colour that an author chose as one that can be read in both themes, at 4.5 to 1. */
export function readableInBothThemes(text: string): string {
  const color = parseColor(text);
  const light = parseColor(BACKGROUNDS.light.code);
  const dark = parseColor(BACKGROUNDS.dark.code);
  if (color === undefined || light === undefined || dark === undefined) return text;
  const opaque = [color[0], color[1], color[2], 1] as const;
  const onLight = formatColor(readableOn(opaque, light, 4.6));
  const onDark = formatColor(readableOn(opaque, dark, 4.6));
  return `light-dark(${onLight},${onDark})`;
}

/** A text colour that can be read on a ground of its own; without a wish, black or white. */
export function readableText(wish: string | undefined, ground: string): string {
  const behind = parseColor(ground);
  if (behind === undefined) return wish ?? "inherit";
  const white: Color = [255, 255, 255, 1];
  const wished = parseColor(wish ?? "") ?? (contrast(behind, white) > 4.6 ? white : [0, 0, 0, 1]);
  return formatColor(readableOn(wished, behind, 4.6));
}
