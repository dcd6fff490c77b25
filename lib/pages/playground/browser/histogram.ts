/// <reference lib="dom" />
import type { Bars } from "../model/bars.ts";
import { percent, shown } from "../model/numbers.ts";
import type { Stage } from "../model/settings.ts";
import { drawing, label, px, svg } from "./svg.ts";

/** A value that a histogram marks, with a word. */
export interface Marked {
  readonly value: number;
  readonly kind: Stage | "present";
  readonly text: string;
}

export interface HistogramOptions {
  readonly from: number;
  readonly to: number;
  /** The share at the top. */
  readonly most: number;
  readonly height: number;
  readonly kind: Stage;
  readonly marks: readonly Marked[];
}

const BELOW = 20;
/** The room for the words of the marks. */
const ABOVE = 18;
const ZEROS = 44;

/** A histogram as bars, with its range below it; zeros that are counted apart have a bar of their own. */
export function drawHistogram(
  width: number,
  bars: Bars,
  { from, to, most, height, kind, marks }: HistogramOptions,
): SVGElement {
  const left = bars.zeros === undefined ? 1 : ZEROS;
  const ground = height - BELOW;
  const tall = ground - ABOVE;
  const x = (value: number) => px(left + ((value - from) / (to - from)) * (width - left - 1));
  const step = (width - left - 1) / bars.shares.length;
  const tops = bars.shares.map((share) => px(ground - tall * Math.min(1, share / most)));
  const path = tops.map((top, i) =>
    top === ground ? "" : `M${px(left + i * step)} ${ground}V${top}h${px(step - 1)}V${ground}Z`,
  );
  const parts = [
    svg("path", { d: path.join(""), class: `bars ${kind}` }),
    svg("path", { d: `M${left} ${ground + 0.5}H${width}`, class: "axis" }),
    label(shown(from, digitsOf(to - from)), { x: left, y: height - 5, anchor: "start" }),
    label(shown(to, digitsOf(to - from)), { x: width, y: height - 5, anchor: "end" }),
  ];
  if (bars.zeros !== undefined) parts.push(...zerosBar(bars.zeros, { ground, tall, height, kind }));
  for (const { value, kind: of, text } of marks) {
    const at = Math.min(width - 1, Math.max(left, x(value)));
    parts.push(
      svg("path", { d: `M${at} ${ABOVE - 2}V${ground}`, class: `mark ${of}` }),
      label(text, { ...wordPlace(at, text, width), y: ABOVE - 6, kind: of }),
    );
  }
  return drawing({ width, height }, parts);
}

function zerosBar(
  zeros: number,
  { ground, tall, height, kind }: { ground: number; tall: number; height: number; kind: Stage },
): SVGElement[] {
  const top = px(ground - tall * zeros);
  return [
    svg("path", { d: `M4 ${ground}V${top}h26V${ground}Z`, class: `bars zeros ${kind}` }),
    svg("path", { d: `M0 ${ground + 0.5}H34`, class: "axis" }),
    label(percent(zeros), { x: 17, y: top - 4, kind: "quiet" }),
    label("zeros", { x: 17, y: height - 5, kind: "quiet" }),
  ];
}

/** Where a word stands so that it stays in the drawing. */
function wordPlace(at: number, text: string, width: number): { x: number; anchor: string } {
  const half = 3.4 * text.length;
  if (at < half) return { x: 0, anchor: "start" };
  return at > width - half ? { x: width, anchor: "end" } : { x: at, anchor: "middle" };
}

function digitsOf(range: number): number {
  return range >= 8 ? 0 : range >= 0.8 ? 1 : 2;
}
