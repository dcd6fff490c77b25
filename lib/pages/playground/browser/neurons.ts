/// <reference lib="dom" />
import { drawing, px, svg } from "./svg.ts";

const ROW = 10;
const GAP = 22;
const WIDEST_ROW = 560;

/** A hundred neurons in ten rows; the dropped ones are hollow and crossed, by shape and not by colour. */
export function drawNeurons(values: Float32Array): SVGElement {
  const most = Math.max(1e-6, ...values);
  const side = ROW * GAP;
  const paths = { kept: "", dropped: "" };
  for (const [i, value] of values.entries()) {
    const [x, y] = [GAP * ((i % ROW) + 0.5), GAP * (Math.floor(i / ROW) + 0.5)];
    if (value === 0) paths.dropped += `${circle(x, y, 7)}M${x - 3} ${y - 3}l6 6m0-6l-6 6`;
    else paths.kept += circle(x, y, 3 + 5 * Math.sqrt(value / most));
  }
  return drawing({ width: side, height: side }, drawPaths(paths));
}

/** Which neurons of the two hidden layers the pictured net has. */
export function drawKept(layers: readonly Float32Array[]): SVGElement {
  const most = Math.max(...layers.map(({ length }) => length));
  const gap = Math.min(16, WIDEST_ROW / most);
  const paths = { kept: "", dropped: "" };
  for (const [row, layer] of layers.entries()) {
    for (const [i, kept] of layer.entries()) {
      const path = circle(gap * (i + 0.5), 9 + 18 * row, 0.36 * gap);
      paths[kept === 0 ? "dropped" : "kept"] += path;
    }
  }
  return drawing({ width: gap * most, height: 18 * layers.length }, drawPaths(paths));
}

// One path for all: a step draws these anew, and a browser's work grows with the elements.
function drawPaths(paths: Readonly<Record<"kept" | "dropped", string>>): SVGElement[] {
  return Object.entries(paths).map(([kind, d]) => svg("path", { d, class: kind }));
}

function circle(x: number, y: number, radius: number): string {
  const [r, wide] = [px(radius), px(2 * radius)];
  return `M${px(x - radius)} ${px(y)}a${r} ${r} 0 1 0 ${wide} 0a${r} ${r} 0 1 0 ${-wide} 0`;
}
