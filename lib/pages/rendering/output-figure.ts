import type { Bundle, OutputContext, Shown } from "./bundle.ts";
import { drawableFigure, figureHtml, figureTitle, withoutRemoteParts } from "./figure.ts";
import { describe, pictureElement, storedPicture } from "./output-pictures.ts";

/** The type of a figure of Plotly. */
export const FIGURE = "application/vnd.plotly.v1+json";

const PICTURES = ["image/png", "image/svg+xml", "image/jpeg"];

/** A figure that the page draws, or of what kind it is if the page cannot. */
export async function showFigure(bundle: Bundle, context: OutputContext): Promise<Shown> {
  const drawable = drawableFigure(bundle.data[FIGURE]);
  const figure = drawable && withoutRemoteParts(drawable, context.warn);
  if (figure === undefined) return { fault: `is ${figureKind(bundle.data[FIGURE])}` };
  const picture = await storedPicture(PICTURES, bundle, context.platform);
  const otherwise = figureTitle(figure) || `Figure of ${context.cell}`;
  const alt = describe(bundle, picture?.type ?? "", otherwise);
  if (picture === undefined) return { html: figureHtml(figure, undefined, alt) };
  const { type, stored } = picture;
  // Every page has some of these, and most readers only ever see the live figure.
  const small = type === "image/png" ? context.platform.smallPng(stored) : stored;
  return { html: figureHtml(figure, pictureElement(type, small, bundle, alt), alt) };
}

/** A figure that is not drawn, by the kinds of its traces. */
function figureKind(value: unknown): string {
  const traces = (value as { data?: unknown } | null)?.data;
  const kinds = Array.isArray(traces) ? traces.map((one) => `${one?.type ?? "scatter"}`) : [];
  const named = [...new Set(kinds)].slice(0, 4).join(", ");
  return `a figure of a kind that this page cannot draw${named === "" ? "" : ` (${named})`}`;
}
