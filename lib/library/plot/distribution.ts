import {
  type Histogram,
  type HistogramOptions,
  histogram,
  type Numbers,
  naturalBins,
  type Summary,
  summarize,
} from "../stats/index.ts";
import { Figure, type Trace } from "./figure.ts";
import { type FigureText, figureLayout } from "./figure-layout.ts";
import { formatNumber, roundNumber } from "./format-number.ts";
import { palette, SERIES_COLORS, translucent } from "./style.ts";

/** Options of `distribution` and `distributions`. */
export interface DistributionOptions extends FigureText, HistogramOptions {
  /** A single value to compare with, drawn as a line: what the neuron gets at inference. */
  inference?: number;
  /**
   * Where the horizontal axis begins and ends, so that a distribution that moves is seen to move; as
   * far as the values reach, if left out.
   */
  axis?: readonly [low: number, high: number];
}

interface Series {
  readonly name: string;
  readonly color: string;
  readonly summary: Summary;
  readonly bins: Histogram;
}

/**
 * The distribution of a quantity over many draws as bars, its mean, and the single value at
 * inference. The bins are the natural ones unless `bins`, `width` or `range` are given.
 *
 * @param values at least one number, all of them finite
 * @param options texts, bins, `axis` and `inference`; `name` is that in the legend, "training" if left out
 * @throws {RangeError} without numbers, for one that is not finite, for bins that `histogram` does not
 * take, and for an axis that does not rise
 *
 * @example
 * ```ts
 * import { distribution } from "dropout-lab/plot";
 * const totals = [58, 59, 60, 60, 61, 62];
 * distribution(totals, { title: "The neuron receives about 60", inference: 100 }).alt
 * // → 'Bar chart: The neuron receives about 60 (training, 6 draws, mean 60, standard deviation 1.41, from 58 to 62; inference, always 100).'
 * ```
 */
export function distribution(
  values: Numbers,
  { name = "training", ...options }: DistributionOptions & { name?: string },
): Figure {
  return distributions({ [name]: values }, options);
}

/**
 * Up to four distributions in one picture: `distributions({ naive, scaled }, { title })`. The keys
 * are the names in the legend. Bars of one width show the share of the draws, bars of different
 * widths the share per unit.
 *
 * @param series 1 to 4, each of at least one number, all of them finite
 * @throws {RangeError} without series or for more than four, for one without numbers, for a number
 * that is not finite, and for bins that `histogram` does not take
 *
 * @example
 * ```ts
 * import { distributions } from "dropout-lab/plot";
 * const [naive, scaled] = [[58, 60, 62], [97, 100, 103]];
 * distributions({ naive, scaled }, { title: "Scaling moves 60 to 100" }).alt
 * // → 'Bar chart: Scaling moves 60 to 100 (naive, 3 draws, mean 60, standard deviation 2, from 58 to 62; scaled, 3 draws, mean 100, standard deviation 3, from 97 to 103).'
 * ```
 */
export function distributions(
  series: Readonly<Record<string, Numbers>>,
  options: DistributionOptions,
): Figure {
  const names = Object.keys(series);
  requireAxis(options.axis);
  if (names.length === 0 || names.length > SERIES_COLORS.length) {
    throw new RangeError(`distributions: takes 1 to 4 series, got ${names.length}`);
  }
  const all = names.map((name, i) => {
    const values = series[name] as Numbers;
    const bins = histogram(values, binsFor(values, options));
    const color = SERIES_COLORS[i] as string;
    return { name, color, summary: summarize(values), bins } satisfies Series;
  });
  // Bars of different widths compare by area, bars of one width by height.
  const width = all[0]?.bins.width ?? 1;
  const perUnit = all.some(({ bins }) => Math.abs(bins.width - width) > 1e-6 * width);
  const heights = (bins: Histogram) => (perUnit ? bins.densities : bins.shares);
  const top = 1.08 * Math.max(...all.flatMap(({ bins }) => heights(bins)));
  const data: Trace[] = all.map((one) => bars(one, heights(one.bins), perUnit));
  for (const { name, color, summary } of all) {
    const label = `${name}: mean ${formatNumber(summary.mean)}, sd ${formatNumber(summary.sd)}`;
    data.push(line(label, summary.mean, top, { color, width: 3 }));
  }
  if (options.inference !== undefined) {
    const label = `inference: always ${formatNumber(options.inference)}`;
    data.push(line(label, options.inference, top, { color: palette.grey, width: 3, dash: "dash" }));
  }
  const y = perUnit ? "share of draws per unit" : "share of draws";
  const layout = figureLayout(
    { y, ...options },
    {
      legend: all.length + (options.inference === undefined ? 0 : 1),
      barmode: "overlay",
      bargap: 0,
      xaxis: { range: options.axis ?? extent(all, options.inference) },
      yaxis: { range: [0, roundNumber(top)], tickformat: perUnit ? ".3~f" : ".1~%" },
    },
  );
  return new Figure({ data, layout, alt: options.alt ?? sentence(all, options) });
}

function requireAxis(axis: DistributionOptions["axis"]): void {
  if (axis === undefined || (axis.length === 2 && axis[0] < axis[1])) return;
  throw new RangeError(`distribution: axis must be two numbers that rise, got [${axis}]`);
}

function binsFor(values: Numbers, { bins, width, range }: HistogramOptions): HistogramOptions {
  if (bins === undefined && width === undefined && range === undefined) return naturalBins(values);
  return {
    ...(bins !== undefined && { bins }),
    ...(width !== undefined && { width }),
    ...(range !== undefined && { range }),
  };
}

/** From the first bar to the last, or to the line at inference, with room on both sides. */
function extent(all: readonly Series[], inference: number | undefined): number[] {
  const ends = all.flatMap(({ bins }) => [bins.edges[0] as number, bins.edges.at(-1) as number]);
  if (inference !== undefined) ends.push(inference);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const padding = (high - low) * 0.03;
  return [roundNumber(low - padding), roundNumber(high + padding)];
}

function bars({ name, color, bins }: Series, heights: number[], perUnit: boolean): Trace {
  return {
    type: "bar",
    name,
    x: bins.centers.map(roundNumber),
    y: heights.map(roundNumber),
    width: roundNumber(bins.width * 0.92),
    marker: { color: translucent(color, 0.55) },
    showlegend: false,
    hovertemplate: `${name} %{x}: %{y${perUnit ? "" : ":.1%"}}<extra></extra>`,
  };
}

function line(name: string, x: number, top: number, style: object): Trace {
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: [roundNumber(x), roundNumber(x)],
    y: [0, roundNumber(top)],
    line: style,
    hovertemplate: `${name}<extra></extra>`,
  };
}

function sentence(all: readonly Series[], { title, inference }: DistributionOptions): string {
  const parts = all.map(
    ({ name, summary: { n, mean, sd, min, max } }) =>
      `${name}, ${formatNumber(n)} draws, mean ${formatNumber(mean)}, standard deviation ${formatNumber(sd)}, from ${formatNumber(min)} to ${formatNumber(max)}`,
  );
  if (inference !== undefined) parts.push(`inference, always ${formatNumber(inference)}`);
  return `Bar chart: ${title.replace(/\.$/, "")} (${parts.join("; ")}).`;
}
