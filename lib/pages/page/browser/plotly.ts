/// <reference lib="dom" />

/** What a page needs of plotly.js. */
export interface Plotly {
  react(
    target: HTMLElement,
    data: readonly unknown[],
    layout: object,
    config: object,
  ): Promise<unknown>;
}

declare global {
  var Plotly: Plotly | undefined;
}

let loading: Promise<Plotly> | undefined;

/** Unpacks and runs the plotly.js that the page carries, once. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= unpack();
  return loading;
}

async function unpack(): Promise<Plotly> {
  const packed = document.querySelector("script#plotly")?.textContent?.trim() ?? "";
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  // The content policy knows the hash of exactly this text.
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  script.remove();
  if (globalThis.Plotly === undefined) throw new Error("plotly.js: must have run, got nothing");
  return globalThis.Plotly;
}
