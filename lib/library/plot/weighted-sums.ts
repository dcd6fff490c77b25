import type { Numbers } from "../stats/index.ts";
import { Diagram } from "./diagram.ts";
import { type FigureText, wrapTitle } from "./figure-layout.ts";
import { palette } from "./style.ts";

/** Of one stage, in pixels: the words of two side by side can be read on a phone. */
const STAGE = 220;
const LEAST_WIDTH = 400;
const MOST_NEURONS = 8;
const MOST_STAGES = 3;
const TITLE_LINE = 25;
const ROW = 54;
const NEURON = 21;
const SUM = 31;

/** Colours of the ground and of words; `prefers-color-scheme` is that of the page around it. */
const STYLE = `text{font-family:system-ui,sans-serif;fill:#24292f}.ground{fill:#fff}.halo{stroke:#fff}@media (prefers-color-scheme:dark){text{fill:#e2e5ea}.ground{fill:#14171b}.halo{stroke:#14171b}}`;

/** One way to use the same neurons. */
interface Stage {
  readonly name: string;
  readonly inputs: readonly number[];
  readonly sum: number;
  readonly dropped: number;
}

/**
 * Neurons, the edges from them to the one that listens, their weights, and the sum that it receives:
 * in one stage, such as training, or in up to three side by side. What passes on 0 is drawn as
 * dropped.
 *
 * @param stages 1 to 3, under their names: what each of the same 1 to 8 neurons passes on
 * @param weights one for each neuron
 * @throws {RangeError} for other numbers of stages, neurons or weights
 *
 * @example
 * ```ts
 * import { weightedSums } from "dropout-lab/plot";
 * const [training, inference] = [[1, 0, 1], [1, 1, 1]];
 * weightedSums({ training, inference }, [1, 1, 1], { title: "Training hears less" }).alt
 * // → 'Diagram: Training hears less (training: 3 neurons, 1 dropped, the sum is 2; inference: 3 neurons, none dropped, the sum is 3).'
 * ```
 */
export function weightedSums(
  stages: Readonly<Record<string, Numbers>>,
  weights: Numbers,
  text: Pick<FigureText, "title" | "alt">,
): Diagram {
  const factors = toArray(weights);
  const all = Object.entries(stages).map(([name, values]) =>
    stageOf(name, toArray(values), factors),
  );
  if (all.length === 0 || all.length > MOST_STAGES) {
    throw new RangeError(`weightedSums: takes 1 to ${MOST_STAGES} stages, got ${all.length}`);
  }
  const lines = wrapTitle(text.title);
  const top = 12 + lines.length * TITLE_LINE;
  const width = Math.max(LEAST_WIDTH, all.length * STAGE);
  const height = top + 34 + factors.length * ROW + 4;
  const title = lines.map((line, at) =>
    words(line, { x: 12, y: 26 + at * TITLE_LINE, size: 17, more: ` font-weight="bold"` }),
  );
  const room = width / all.length;
  const panels = all.map((stage, at) =>
    panel(stage, factors, { left: at * room, top, width: room }),
  );
  const alt = text.alt ?? sentence(text.title, all);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(alt)}"><style>${STYLE}</style><rect class="ground" width="${width}" height="${height}" fill="#fff"/>${[...title, ...panels].join("")}</svg>`;
  return new Diagram({ svg, width, height, alt });
}

function stageOf(name: string, inputs: readonly number[], weights: readonly number[]): Stage {
  if (inputs.length === 0 || inputs.length > MOST_NEURONS) {
    throw new RangeError(`weightedSums: shows 1 to ${MOST_NEURONS} neurons, got ${inputs.length}`);
  }
  if (inputs.length !== weights.length) {
    throw new RangeError(
      `weightedSums: each neuron must have a weight, got ${weights.length} weights for ${inputs.length} in ${name}`,
    );
  }
  const sum = inputs.reduce((total, input, at) => total + input * (weights[at] as number), 0);
  return { name, inputs, sum, dropped: inputs.filter((input) => input === 0).length };
}

function toArray(values: Numbers): number[] {
  return Array.from(("length" in values ? values : values.data) as ArrayLike<number>, Number);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function panel({ name, inputs, sum }: Stage, weights: readonly number[], box: Box): string {
  const from = box.left + 12 + NEURON;
  const to = box.left + box.width - 12 - SUM;
  const rowAt = (at: number) => box.top + 34 + ROW / 2 + at * ROW;
  const middle = (rowAt(0) + rowAt(inputs.length - 1)) / 2;
  const neurons = inputs.map((input, at) => {
    const y = rowAt(at);
    const isKept = input !== 0;
    const edge = isKept
      ? `stroke="${palette.blue}" stroke-width="2.5"`
      : `stroke="${palette.grey}" stroke-width="1.5" stroke-dasharray="2 5"`;
    const ring = isKept
      ? `fill="${palette.blue}" fill-opacity="0.18" stroke="${palette.blue}"`
      : `fill="none" stroke="${palette.orange}" stroke-dasharray="5 4"`;
    // The weight stands on its edge, a third of the way.
    const [x, onEdge] = [from + NEURON + (to - SUM - from - NEURON) / 3, y + (middle - y) / 3];
    const weight = words(compact(weights[at] as number), {
      ...{ x, y: onEdge + 5, size: 15 },
      more: ` text-anchor="middle" class="halo" stroke="#fff" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`,
    });
    return (
      `<line x1="${short(from + NEURON)}" y1="${short(y)}" x2="${short(to - SUM)}" y2="${short(middle)}" ${edge}/>` +
      `<circle cx="${short(from)}" cy="${short(y)}" r="${NEURON}" stroke-width="2.5" ${ring}/>` +
      words(compact(input), { x: from, y: y + 5, size: 15, more: ` text-anchor="middle"` }) +
      weight
    );
  });
  const stage = words(name, { x: box.left + 12, y: box.top + 20, size: 16 });
  const received = `<circle cx="${short(to)}" cy="${short(middle)}" r="${SUM}" stroke-width="3" fill="${palette.green}" fill-opacity="0.18" stroke="${palette.green}"/>${words(
    compact(sum),
    { x: to, y: middle + 7, size: 20, more: ` text-anchor="middle" font-weight="bold"` },
  )}`;
  return stage + neurons.join("") + received;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Further attributes. */
  readonly more?: string;
}

function words(text: string, { x, y, size, more = "" }: Placed): string {
  return `<text x="${short(x)}" y="${short(y)}" font-size="${size}" font-family="sans-serif" fill="#24292f"${more}>${escaped(text)}</text>`;
}

/** Three digits that say something, and a true minus sign. */
function compact(value: number): string {
  return `${Number(value.toPrecision(3))}`.replace("-", "−");
}

function short(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (character) => ENTITIES[character] as string);
}

function sentence(title: string, stages: readonly Stage[]): string {
  const parts = stages.map(({ name, inputs, sum, dropped }) => {
    const neurons = `${inputs.length} neuron${inputs.length === 1 ? "" : "s"}`;
    return `${name}: ${neurons}, ${dropped === 0 ? "none" : dropped} dropped, the sum is ${compact(sum)}`;
  });
  return `Diagram: ${title.replace(/\.$/, "")} (${parts.join("; ")}).`;
}
