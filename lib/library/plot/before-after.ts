import type { Numbers } from "../stats/index.ts";
import { Figure, type Trace } from "./figure.ts";
import { type FigureText, figureLayout } from "./figure-layout.ts";
import { formatNumber, roundNumber } from "./format-number.ts";
import { palette, translucent } from "./style.ts";

/**
 * Up to 50 values by index, before and after dropout: the wide bar is the input, the narrow one
 * what is left of it, and a cross marks what was dropped: what is 0 after and was not before.
 *
 * @param before 1 to 50 values
 * @param after as many values, in the same order
 * @param options the texts; `names` are those in the legend, "before" and "after" if left out
 * @throws {RangeError} for two lengths, and without values or for more than 50
 *
 * @example
 * ```ts
 * import { beforeAfter } from "dropout-lab/plot";
 * const [before, after] = [[0.4, 0.8, 1.2], [0.5, 0, 1.5]];
 * beforeAfter(before, after, { title: "Kept values grow by 1 / (1 - 0.2)" }).alt
 * // → 'Bar chart: Kept values grow by 1 / (1 - 0.2) (3 values, 1 dropped, the others times 1.25).'
 * ```
 */
export function beforeAfter(
  before: Numbers,
  after: Numbers,
  { names = ["before", "after"], ...text }: FigureText & { names?: readonly [string, string] },
): Figure {
  const inputs = toArray(before);
  const outputs = toArray(after);
  if (inputs.length !== outputs.length) {
    throw new RangeError(
      `beforeAfter: both must have the same length, got ${inputs.length} and ${outputs.length}`,
    );
  }
  if (inputs.length === 0 || inputs.length > 50) {
    throw new RangeError(`beforeAfter: shows 1 to 50 values, got ${inputs.length}`);
  }
  const all = inputs.map((_, i) => i);
  const dropped = all.filter((i) => inputs[i] !== 0 && outputs[i] === 0);
  const changed = all.filter((i) => outputs[i] !== 0);
  const data: Trace[] = [
    bars(names[0], all, inputs, { width: 0.86, color: translucent(palette.grey, 0.5) }),
    bars(names[1], changed, outputs, { width: 0.46, color: palette.blue }),
  ];
  if (dropped.length > 0) {
    data.push({
      type: "scatter",
      mode: "markers",
      name: `dropped: ${dropped.length} of ${all.length}`,
      x: dropped,
      y: dropped.map(() => 0),
      marker: { symbol: "x", size: 8, color: palette.orange },
      cliponaxis: false,
      hovertemplate: "%{x}: dropped<extra></extra>",
    });
  }
  const layout = figureLayout(
    { x: "index", y: "value", ...text },
    {
      legend: data.length,
      barmode: "overlay",
      xaxis: { range: [-0.7, all.length - 0.3] },
      yaxis: { range: extent([...inputs, ...outputs]) },
    },
  );
  const alt =
    text.alt ??
    `Bar chart: ${text.title.replace(/\.$/, "")} (${all.length} values, ${dropped.length} dropped${ratioOf(inputs, outputs)}).`;
  return new Figure({ data, layout, alt });
}

/** Where the bars reach, zero included, so that the crosses stand on the axis. */
function extent(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const padding = (high - low || 1) * 0.06;
  return [low === 0 ? 0 : roundNumber(low - padding), roundNumber(high + padding)];
}

/** The factor between output and input, when it is the same for all that is kept. */
function ratioOf(inputs: readonly number[], outputs: readonly number[]): string {
  const ratios = inputs.flatMap((x, i) => {
    const y = outputs[i] as number;
    return x === 0 || y === 0 ? [] : [y / x];
  });
  const [first] = ratios;
  if (first === undefined || ratios.some((ratio) => Math.abs(ratio - first) > 1e-4)) return "";
  return `, the others times ${formatNumber(roundNumber(first))}`;
}

function bars(
  name: string,
  indices: readonly number[],
  values: readonly number[],
  { width, color }: { width: number; color: string },
): Trace {
  return {
    type: "bar",
    name,
    x: indices,
    y: indices.map((i) => roundNumber(values[i] as number)),
    width,
    marker: { color },
    hovertemplate: `${name}, %{x}: %{y}<extra></extra>`,
  };
}

function toArray(values: Numbers): number[] {
  return Array.from(("length" in values ? values : values.data) as ArrayLike<number>, Number);
}
