import type { Numbers } from "../stats/index.ts";
import { Figure, type Trace } from "./figure.ts";
import { type FigureText, figureLayout } from "./figure-layout.ts";
import { palette } from "./style.ts";

const COLUMNS = 25;
const ROW_HEIGHT = 30;

/**
 * Which of up to 500 neurons a mask keeps (not 0) and drops (0), in rows of 25: kept ones are full
 * squares, dropped ones empty, so that the picture needs no colours to be read.
 *
 * @param mask 1 to 500 numbers, read in the order of their memory whatever their shape
 * @throws {RangeError} for an empty mask, and for more than 500 neurons
 *
 * @example
 * ```ts
 * import { maskStrip } from "dropout-lab/plot";
 * maskStrip([1, 0, 1, 1, 0], { title: "One draw at p = 0.4" }).alt
 * // → 'Squares for 5 neurons: One draw at p = 0.4 (3 kept, 2 dropped).'
 * ```
 */
export function maskStrip(mask: Numbers, text: FigureText): Figure {
  const kept = toFlags(mask);
  if (kept.length === 0 || kept.length > 500) {
    throw new RangeError(`maskStrip: shows 1 to 500 neurons, got ${kept.length}`);
  }
  const neurons = kept.map((isKept, i) => ({ i, isKept }));
  const count = kept.filter(Boolean).length;
  const data = [
    squares(
      neurons.filter(({ isKept }) => isKept).map(({ i }) => i),
      { name: `kept: ${count}`, verb: "kept", marker: { color: palette.blue } },
    ),
    squares(
      neurons.filter(({ isKept }) => !isKept).map(({ i }) => i),
      {
        name: `dropped: ${kept.length - count}`,
        verb: "dropped",
        marker: { color: "rgba(0,0,0,0)", line: { color: palette.orange, width: 1.5 } },
      },
    ),
  ];
  const rows = Math.ceil(kept.length / COLUMNS);
  const hidden = { visible: false, fixedrange: true };
  const layout = figureLayout(text, {
    legend: 2,
    margin: { l: 12, r: 12, b: 14 },
    plotHeight: rows * ROW_HEIGHT,
    barmode: "overlay",
    xaxis: { ...hidden, range: [-0.5, Math.min(COLUMNS, kept.length) - 0.5] },
    yaxis: { ...hidden, range: [rows, 0] },
  });
  const alt =
    text.alt ??
    `Squares for ${kept.length} neurons: ${text.title.replace(/\.$/, "")} (${count} kept, ${kept.length - count} dropped).`;
  return new Figure({ data, layout, alt });
}

function toFlags(mask: Numbers): boolean[] {
  const source = "length" in mask ? mask : mask.data;
  return Array.from(source as ArrayLike<number>, (value) => Number(value) !== 0);
}

function squares(
  indices: number[],
  { name, verb, marker }: { name: string; verb: string; marker: object },
): Trace {
  return {
    type: "bar",
    name,
    x: indices.map((i) => i % COLUMNS),
    y: indices.map(() => 0.8),
    base: indices.map((i) => Math.floor(i / COLUMNS) + 0.1),
    width: 0.8,
    marker,
    customdata: indices.map((i) => i + 1),
    hovertemplate: `neuron %{customdata}: ${verb}<extra></extra>`,
  };
}
