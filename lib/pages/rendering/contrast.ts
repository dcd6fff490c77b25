/** Red, green and blue from 0 to 255 and opacity from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number];

const NAMED_COLORS: Record<string, string> = {
  white: "#ffffff",
  black: "#000000",
  gray: "#808080",
  grey: "#808080",
  lightgray: "#d3d3d3",
  lightgrey: "#d3d3d3",
  darkgray: "#a9a9a9",
  darkgrey: "#a9a9a9",
  red: "#ff0000",
  green: "#008000",
  blue: "#0000ff",
  orange: "#ffa500",
  purple: "#800080",
};

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()` and some names; else undefined. */
export function parseColor(text: string): Color | undefined {
  const value = NAMED_COLORS[text.trim().toLowerCase()] ?? text.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3,8})$/.exec(value)?.[1];
  if (hex !== undefined) {
    const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const part = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
    return [part(0), part(2), part(4), full.length === 8 ? part(6) / 255 : 1];
  }
  const inside = /^rgba?\(([^)]*)\)$/.exec(value)?.[1];
  const parts = inside?.split(/[\s,/]+/).map(Number) ?? [];
  const [red, green, blue, alpha = 1] = parts;
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return parts.every(Number.isFinite) ? [red, green, blue, alpha] : undefined;
}

/** The colour as `#rrggbb`, or as `rgba()` when it lets something through. */
export function formatColor([red, green, blue, alpha]: Color): string {
  const rounded = [red, green, blue].map((part) => Math.round(Math.min(255, Math.max(0, part))));
  if (alpha < 1) return `rgba(${rounded.join(",")},${alpha})`;
  return `#${rounded.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance([red, green, blue]: Color): number {
  const linear = (part: number) => {
    const unit = part / 255;
    return unit <= 0.04045 ? unit / 12.92 : Math.exp(2.4 * Math.log((unit + 0.055) / 1.055));
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** The contrast of two opaque colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#contrast-minimum). */
export function contrast(one: Color, other: Color): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour moved towards black or white, as little as it takes, until the contrast is `ratio`. */
export function readableOn(color: Color, background: Color, ratio: number): Color {
  const pole = isLight(background) ? 0 : 255;
  for (let step = 0; step <= 20; step++) {
    const mix = (part: number) => part + ((pole - part) * step) / 20;
    const moved: Color = [mix(color[0]), mix(color[1]), mix(color[2]), color[3]];
    if (contrast(moved, background) >= ratio) return moved;
  }
  return [pole, pole, pole, color[3]];
}

/** A colour as it looks on an opaque one behind it. */
export function over([red, green, blue, alpha]: Color, behind: Color): Color {
  const mix = (one: number, other: number) => one * alpha + other * (1 - alpha);
  return [mix(red, behind[0]), mix(green, behind[1]), mix(blue, behind[2]), 1];
}

/** Whether dark text is the easier to read on it. */
export function isLight(color: Color): boolean {
  return luminance(color) > 0.18;
}

/** How colourful, 0 (grey) to 255. */
export function chroma([red, green, blue]: Color): number {
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}
