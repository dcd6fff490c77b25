import type { Interval } from "../stats/index.ts";
import { Figure, type Trace } from "./figure.ts";
import { type FigureText, figureLayout } from "./figure-layout.ts";
import { formatNumber, roundNumber } from "./format-number.ts";
import { palette, SERIES_COLORS, translucent } from "./style.ts";

/** A point of a line: a position, and there a number, or an interval with its mean. */
export interface LinePoint {
  x: number;
  y: number | Pick<Interval, "mean" | "low" | "high">;
}

/** Options of `lines`. */
export interface LinesOptions extends FigureText {
  /** A value to compare with, drawn as a horizontal line: what the neuron gets at inference. */
  inference?: number;
  /** The least and greatest value of the vertical axis; those of the points unless told. */
  range?: readonly [number, number];
}

/**
 * Up to four lines over a quantity such as p, with a band where the points are intervals:
 * `lines({ naive: [{ x: 0.4, y: meanInterval(draws) }] }, { title })`. The keys are the names in the
 * legend.
 *
 * @param series 1 to 4, each of at least one point, in any order: a line goes from the least x to
 * the greatest
 * @throws {RangeError} without series or for more than four, and for one without points
 *
 * @example
 * ```ts
 * import { lines } from "dropout-lab/plot";
 * const naive = [0, 0.2, 0.4].map((p) => ({ x: p, y: 100 * (1 - p) }));
 * lines({ naive }, { title: "The more is dropped, the less arrives", x: "p" }).alt
 * // → 'Line chart: The more is dropped, the less arrives (naive from 100 at 0 to 60 at 0.4).'
 * ```
 */
export function lines(
  series: Readonly<Record<string, readonly LinePoint[]>>,
  options: LinesOptions,
): Figure {
  const names = Object.keys(series);
  if (names.length === 0 || names.length > SERIES_COLORS.length) {
    throw new RangeError(`lines: takes 1 to 4 series, got ${names.length}`);
  }
  const data: Trace[] = [];
  const said: string[] = [];
  names.forEach((name, i) => {
    const points = [...(series[name] ?? [])].sort((a, b) => a.x - b.x);
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) {
      throw new RangeError(`lines: ${name} needs at least 1 point, got 0`);
    }
    const color = SERIES_COLORS[i] as string;
    const banded = points.filter((point) => typeof point.y === "object");
    if (banded.length > 0) data.push(band(banded, color));
    data.push(lineOf(name, points, { color, symbol: ["circle", "square", "diamond", "cross"][i] }));
    said.push(`${name} from ${formatPoint(first)} to ${formatPoint(last)}`);
  });
  const { inference, range } = options;
  if (inference !== undefined) {
    const xs = Object.values(series).flatMap((points) => points.map(({ x }) => x));
    const name = `inference: always ${formatNumber(inference)}`;
    said.push(name);
    data.push({
      type: "scatter",
      mode: "lines",
      name,
      x: [Math.min(...xs), Math.max(...xs)].map(roundNumber),
      y: [roundNumber(inference), roundNumber(inference)],
      line: { color: palette.grey, width: 2, dash: "dash" },
      hovertemplate: `${name}<extra></extra>`,
    });
  }
  const legend = names.length + (inference === undefined ? 0 : 1);
  const layout = figureLayout(options, {
    legend: legend === 1 ? 0 : legend,
    yaxis: range === undefined ? {} : { range: [...range] },
  });
  const alt =
    options.alt ?? `Line chart: ${options.title.replace(/\.$/, "")} (${said.join("; ")}).`;
  return new Figure({ data, layout, alt });
}

function heightAt({ y }: LinePoint): number {
  return typeof y === "number" ? y : y.mean;
}

function formatPoint({ x, y }: LinePoint): string {
  if (typeof y === "number") return `${formatNumber(y)} at ${x}`;
  return `${formatNumber(y.mean)} (${formatNumber(y.low)} to ${formatNumber(y.high)}) at ${x}`;
}

function lineOf(
  name: string,
  points: readonly LinePoint[],
  { color, symbol }: { color: string; symbol: string | undefined },
): Trace {
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: points.map(({ x }) => roundNumber(x)),
    y: points.map((point) => roundNumber(heightAt(point))),
    line: { color, width: 2.5 },
    marker: { color, symbol, size: 8 },
    hovertemplate: `${name}, %{x}: %{y}<extra></extra>`,
  };
}

/** The area between the intervals' ends, as one closed line: there along the top, back below. */
function band(points: readonly LinePoint[], color: string): Trace {
  const edge = (end: "low" | "high") =>
    points.map(({ y }) => roundNumber((y as Pick<Interval, "low" | "high">)[end]));
  const xs = points.map(({ x }) => roundNumber(x));
  return {
    type: "scatter",
    mode: "lines",
    x: [...xs, ...xs.toReversed()],
    y: [...edge("high"), ...edge("low").toReversed()],
    line: { width: 0 },
    fill: "toself",
    fillcolor: translucent(color, 0.25),
    showlegend: false,
    hoverinfo: "skip",
  };
}
