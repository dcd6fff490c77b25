/**
 * Colours that stay apart for colour-blind readers (after Okabe and Ito) and have a contrast of at
 * least 3 : 1 on white as on black.
 */
export const palette = {
  blue: "#2878b5",
  orange: "#d55e00",
  green: "#009e73",
  purple: "#a8639a",
  grey: "#7d7d7d",
} as const;

/** The colours of a figure's series, in order. */
export const SERIES_COLORS = [palette.blue, palette.orange, palette.green, palette.purple] as const;

/** A colour of the palette with an opacity, for areas behind lines. */
export function translucent(color: string, opacity: number): string {
  const channel = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${opacity})`;
}

/** A layout on white with dark text, as a picture in a notebook stands on any page. */
export function onWhite(layout: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const font = { ...(layout.font as object | undefined), color: "#24292f" };
  return { ...layout, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", font };
}
