import type { Layout } from "./figure.ts";
import { rounded } from "./numerals.ts";

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
const titleSize = 17;
const titleTop = 14;
const titleColumns = 40;
const titleLine = 1.3 * titleSize;
const legendLine = 22;
const grid = "rgba(128,128,128,0.25)";

/** What a kind of figure asks of the frame; the rest goes into the layout as it is. */
interface FrameOptions {
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
export function frame(
  text: FigureText,
  { legend, plotHeight = 260, margin, xaxis, yaxis, ...rest }: FrameOptions & Layout,
): Layout {
  const lines = wrapped(text.title);
  const top = Math.round(titleTop + lines.length * titleLine + legend * legendLine + 12);
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
      font: { size: titleSize },
      x: 0,
      xref: "container",
      xanchor: "left",
      // Anchored at the top, a title of two lines would stand higher than one of one line.
      y: rounded(1 - (titleTop + 0.75 * titleSize) / height),
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
    xaxis: { ...axisTitle(text.x), gridcolor: grid, zeroline: false, ...xaxis },
    yaxis: { ...axisTitle(text.y), gridcolor: grid, zerolinecolor: grid, ...yaxis },
    ...rest,
  };
}

function axisTitle(text: string | undefined): object {
  return text === undefined ? {} : { title: { text, standoff: 10 } };
}

/** The title in as few lines as fit, all about as long: no last word stands alone. */
function wrapped(title: string): string[] {
  // A formula such as 1 / (1 − p) stays in one line.
  const words = title.split(/(?<![/+=×−])\s+(?![/+=×−])/);
  const fewest = filled(words, titleColumns);
  let columns = titleColumns;
  while (filled(words, columns - 1).length === fewest.length && columns > 10) columns--;
  return filled(words, columns);
}

function filled(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
