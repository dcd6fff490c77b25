import { type Interval, meanInterval, type Numbers } from "../stats/index.ts";
import { Figure, type Trace } from "./figure.ts";
import { type FigureText, figureLayout } from "./figure-layout.ts";
import { formatNumber, roundNumber } from "./format-number.ts";
import { palette, translucent } from "./style.ts";

/** Options of `differences`. */
export interface DifferencesOptions extends FigureText {
  /** The confidence level of the intervals in (0, 1), 0.95 if left out. */
  level?: number;
  /** Where the horizontal axis begins and ends; as far as dots and intervals reach, if left out. */
  axis?: readonly [low: number, high: number];
}

interface Row {
  readonly name: string;
  readonly values: readonly number[];
  readonly interval: Interval;
}

const MOST_ROWS = 8;
const ROW_HEIGHT = 84;
/** About how many pixels a letter of a row's name takes. */
const LETTER = 8;
/** How wide a dot is, and how far above each other two of them stand: shares of axis and row. */
const DOT_WIDTH = 1 / 40;
const DOT_STEP = 0.095;
/** Where in a row the dots stand, and the interval below them. */
const DOTS_AT = -0.12;
const INTERVAL_AT = 0.32;

/**
 * What two treatments differ by, one dot a seed, a row for each comparison: below the dots their mean
 * with its confidence interval, and through all rows a line at 0, where there is no difference. An
 * interval that the line crosses establishes none. The keys are the names of the rows.
 *
 * @param series 1 to 8 rows, each of at least two numbers, all of them finite
 * @throws {RangeError} without rows or for more than eight, for a row of fewer than two numbers, for one
 * that is not finite, for a level outside (0, 1), and for an axis that does not rise
 *
 * @example
 * ```ts
 * import { differences } from "dropout-lab/plot";
 * const rows = { "n = 100": [-1, -0.5, 0.25, -0.75], "n = 500": [-0.5, 0.5, 0.25, -0.25] };
 * differences(rows, { title: "Four seeds are too few", x: "points" }).alt
 * // → 'Dot chart: Four seeds are too few (n = 100, 4 differences, mean −0.500, 95 % interval −1.36 to 0.359; n = 500, 4 differences, mean 0, 95 % interval −0.726 to 0.726).'
 * ```
 */
export function differences(
  series: Readonly<Record<string, Numbers>>,
  options: DifferencesOptions,
): Figure {
  const { level = 0.95 } = options;
  const rows = Object.entries(series).map(([name, values]) => readRow(name, values, level));
  if (rows.length === 0 || rows.length > MOST_ROWS) {
    throw new RangeError(`differences: takes 1 to ${MOST_ROWS} rows, got ${rows.length}`);
  }
  const axis = options.axis ?? extent(rows);
  if (!(axis[0] < axis[1])) {
    throw new RangeError(`differences: axis must be two numbers that rise, got [${axis}]`);
  }
  const data = [noDifference(rows.length), ...rows.flatMap((row, i) => drawRow(row, i, axis))];
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const layout = figureLayout(options, {
    legend: 2,
    plotHeight: rows.length * ROW_HEIGHT,
    margin: { l: Math.max(84, LETTER * longest), r: 16, b: options.x === undefined ? 36 : 58 },
    xaxis: { range: axis.map(roundNumber) },
    yaxis: {
      range: [rows.length - 0.4, -0.6],
      tickvals: rows.map((_, i) => i),
      ticktext: rows.map(({ name }) => name),
      showgrid: false,
      zeroline: false,
    },
  });
  return new Figure({ data, layout, alt: options.alt ?? sentence(rows, options.title) });
}

function readRow(name: string, given: Numbers, level: number): Row {
  const source = "length" in given ? given : given.data;
  const values = Array.from(source as ArrayLike<number>, Number);
  const odd = values.find((value) => !Number.isFinite(value));
  if (odd !== undefined) {
    throw new RangeError(`differences: numbers must be finite, got ${odd} in ${name}`);
  }
  return { name, values, interval: meanInterval(values, { level }) };
}

/** From the first dot or interval to the last, 0 in between, with room on both sides. */
function extent(rows: readonly Row[]): [number, number] {
  const ends = rows.flatMap(({ values, interval }) => [...values, interval.low, interval.high, 0]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  // All of them may be 0.
  const padding = 0.05 * (high - low) || 1;
  return [low - padding, high + padding];
}

function noDifference(rows: number): Trace {
  return {
    type: "scatter",
    mode: "lines",
    x: [0, 0],
    y: [-0.6, rows - 0.4],
    line: { color: palette.grey, width: 2, dash: "dash" },
    showlegend: false,
    hovertemplate: "no difference<extra></extra>",
  };
}

function drawRow({ name, values, interval }: Row, row: number, axis: readonly number[]): Trace[] {
  const [low = 0, high = 0] = axis;
  const { mean, level } = interval;
  const said = sayInterval(interval);
  const shared = { type: "scatter", showlegend: row === 0 } as const;
  const dots = stacked(values, DOT_WIDTH * (high - low));
  const heights = [mean, mean, mean].map(() => row + INTERVAL_AT);
  return [
    {
      ...shared,
      mode: "markers",
      name: "one seed",
      x: values.map(roundNumber),
      y: dots.map((offset) => roundNumber(row + DOTS_AT + offset * DOT_STEP)),
      marker: { color: translucent(palette.blue, 0.75), size: 8 },
      hovertemplate: `${name}, one seed: %{x}<extra></extra>`,
    },
    {
      ...shared,
      mode: "lines+markers",
      name: `mean, ${formatLevel(level)} interval`,
      x: [interval.low, mean, interval.high].map(roundNumber),
      y: heights,
      line: { color: palette.orange, width: 4 },
      marker: { color: palette.orange, symbol: "diamond", size: [0, 13, 0] },
      hovertemplate: `${name}, ${said}<extra></extra>`,
    },
  ];
}

/** How many dots up (−) or down each one stands, so that those at about one place lie apart. */
function stacked(values: readonly number[], width: number): number[] {
  const places = values.map((value) => Math.round(value / width));
  const counts = new Map<number, number>();
  const ranks = places.map((place) => {
    const rank = counts.get(place) ?? 0;
    counts.set(place, rank + 1);
    return rank;
  });
  return places.map((place, i) => (ranks[i] as number) - ((counts.get(place) as number) - 1) / 2);
}

function sayInterval({ mean, low, high, level }: Interval): string {
  const [middle, from, to] = [mean, low, high].map(formatNumber);
  return `mean ${middle}, ${formatLevel(level)} interval ${from} to ${to}`;
}

function formatLevel(level: number): string {
  return `${roundNumber(100 * level)} %`;
}

function sentence(rows: readonly Row[], title: string): string {
  const parts = rows.map(
    ({ name, values, interval }) =>
      `${name}, ${values.length} differences, ${sayInterval(interval)}`,
  );
  return `Dot chart: ${title.replace(/\.$/, "")} (${parts.join("; ")}).`;
}
