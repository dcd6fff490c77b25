/// <reference lib="dom" />

/** The name of the file that holds plotly.js; the build puts it here. */
declare const PLOTLY_FILE: string;

/** What the extension needs of plotly.js. */
export interface Plotly {
  react(target: HTMLElement, figure: object): Promise<PlotlyElement>;
  relayout(target: HTMLElement, changes: object): Promise<unknown>;
  purge(target: HTMLElement): void;
}

/** An element in which Plotly has drawn. */
export interface PlotlyElement extends HTMLElement {
  on(event: "plotly_webglcontextlost", listener: () => void): void;
}

let loading: Promise<Plotly> | undefined;

/** Loads plotly.js, which is large, with the first figure. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Plotly> {
  try {
    return (await import(new URL(PLOTLY_FILE, import.meta.url).href)).default;
  } catch (error) {
    // The next figure tries again.
    loading = undefined;
    throw error;
  }
}
