type Plain = Record<string, unknown>;

/** A figure as Plotly draws it. */
export interface PlotlyFigure {
  readonly data: readonly unknown[];
  readonly layout: Plain;
  readonly config: Plain;
  readonly frames: readonly unknown[];
  /** In pixels. */
  readonly height: number;
  /** In pixels; undefined if it is to be as wide as there is room. */
  readonly width: number | undefined;
  /** Whether it brings its own background, text colour or template, and no other would fit. */
  readonly hasOwnColors: boolean;
}

// What the plotly package of Python gives a figure that names none.
const DEFAULT_HEIGHT = 360;

/**
 * A copy of the figure in an output: Plotly writes into what it draws, and the output stays as it is.
 * Throws a TypeError if it is none.
 */
export function readFigure(stored: unknown): PlotlyFigure {
  const { data, layout, config, frames } = plain(structuredClone(stored));
  if (!Array.isArray(data)) {
    throw new TypeError(`figure: its data must be a list of traces, got ${JSON.stringify(data)}`);
  }
  const { width, height, ...rest } = plain(layout);
  return {
    data,
    layout: rest,
    config: plain(config),
    frames: Array.isArray(frames) ? frames : [],
    height: length(height) ?? DEFAULT_HEIGHT,
    width: length(width),
    hasOwnColors: [rest.template, rest.paper_bgcolor, plain(rest.font).color].some(Boolean),
  };
}

function plain(value: unknown): Plain {
  return typeof value === "object" && value !== null ? (value as Plain) : {};
}

function length(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
