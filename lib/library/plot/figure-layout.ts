import type { Layout } from "./figure.ts";
import { roundNumber } from "./format-number.ts";

/** What every figure says. */
export interface FigureText {
  /** The finding, as a sentence: "In training the neuron gets 60, not 100". */
  title: string;
  /** The sentence for those who do not see the picture; made from the numbers unless given. */
  alt?: string;
  /** Title of the horizontal axis. */
  x?: string;
  /** Title of the vertical axis. */
  y?: string;
}

// A title of 17 pixels and 40 characters fits the 390 pixels of a phone.
const TITLE_SIZE = 17;
const TITLE_TOP = 14;
const TITLE_COLUMNS = 40;
const TITLE_LINE = 1.3 * TITLE_SIZE;
const LEGEND_LINE = 22;
const GRID_COLOR = "rgba(128,128,128,0.25)";

/** What a kind of figure asks of the layout; the rest goes into the layout as it is. */
interface LayoutOptions {
  /** How many lines the legend has. */
  legend: number;
  plotHeight?: number;
  margin?: { l: number; r: number; b: number };
  xaxis?: object;
  yaxis?: object;
}

/**
 * The layout that all figures share: the title on the left in lines that fit a phone, below it the
 * legend, then the plot. Background and text colours are left to where it is shown.
 */
export function figureLayout(
  text: FigureText,
  { legend, plotHeight = 260, margin, xaxis, yaxis, ...rest }: LayoutOptions & Layout,
): Layout {
  const lines = wrapTitle(text.title);
  const top = Math.round(TITLE_TOP + lines.length * TITLE_LINE + legend * LEGEND_LINE + 12);
  const { l, r, b } = {
    l: text.y === undefined ? 46 : 66,
    r: 16,
    b: text.x === undefined ? 36 : 58,
    ...margin,
  };
  const height = top + plotHeight + b;
  return {
    title: {
      text: lines.join("<br>"),
      font: { size: TITLE_SIZE },
      x: 0,
      xref: "container",
      xanchor: "left",
      // Anchored at the top, a title of two lines would stand higher than one of one line.
      y: roundNumber(1 - (TITLE_TOP + 0.75 * TITLE_SIZE) / height),
      yref: "container",
      yanchor: "bottom",
      pad: { l: 12 },
    },
    font: { size: 13 },
    height,
    margin: { t: top, r, b, l },
    showlegend: legend > 0,
    legend: {
      x: 0,
      xanchor: "left",
      y: 1.01,
      yanchor: "bottom",
      bgcolor: "rgba(0,0,0,0)",
    },
    xaxis: { ...axisTitle(text.x), gridcolor: GRID_COLOR, zeroline: false, ...xaxis },
    yaxis: { ...axisTitle(text.y), gridcolor: GRID_COLOR, zerolinecolor: GRID_COLOR, ...yaxis },
    ...rest,
  };
}

function axisTitle(text: string | undefined): object {
  return text === undefined ? {} : { title: { text, standoff: 10 } };
}

/** The title in as few lines as fit, all about as long: no last word stands alone. */
export function wrapTitle(title: string): string[] {
  // A formula such as 1 / (1 − p) stays in one line.
  const words = title.split(/(?<![/+=×−])\s+(?![/+=×−])/);
  const fewest = fillLines(words, TITLE_COLUMNS);
  let columns = TITLE_COLUMNS;
  while (fillLines(words, columns - 1).length === fewest.length && columns > 10) columns--;
  return fillLines(words, columns);
}

function fillLines(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
