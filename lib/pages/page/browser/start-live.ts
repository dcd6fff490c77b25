/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { LiveNotebookScript } from "../../live/payload.ts";
import { loadMathematics } from "./mathematics.ts";
import { pagePolicy } from "./page-policy.ts";
import { loadPlotly, loadPlotlyAhead } from "./plotly.ts";
import { runScript } from "./run-script.ts";
import { packedScript, unpack, unpackText } from "./unpack.ts";
import { whenIdle } from "./when-idle.ts";

/** What acts on a click without the live parts. */
const ACTS = "a, button, summary, input, label";

/** Makes the cells live as soon as the page is painted, or when the reader asks for one before. */
export function startLive(): void {
  if (packedScript("live-notebook") === null || typeof DecompressionStream === "undefined") return;
  const listening = new AbortController();
  const early: Event[] = [];
  let isStarted = false;
  const start = async () => {
    if (isStarted) return;
    isStarted = true;
    await load();
    listening.abort();
    // What the reader did before is done again now that somebody hears it.
    for (const event of early) event.target?.dispatchEvent(again(event));
  };
  const hear = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== "Enter") return;
    // What acts by itself has acted: done again it would be undone.
    const isDone = event.target instanceof Element && event.target.closest(ACTS) !== null;
    if (!isDone) early.push(event);
    void start();
  };
  const { signal } = listening;
  for (const cell of document.querySelectorAll("[data-cell]")) {
    for (const type of ["click", "keydown"]) cell.addEventListener(type, hear, { signal });
  }
  whenIdle(start);
}

function again(event: Event): Event {
  const Kind = event.constructor as new (type: string, init: Event) => Event;
  return new Kind(event.type, event);
}

async function load(): Promise<void> {
  const files = [...document.querySelectorAll<HTMLElement>("script.live-data")];
  const [notebook, ui, worker, code, ...contents] = await Promise.all([
    unpackText("live-notebook"),
    unpackText("live-ui"),
    unpackText("live-worker"),
    unpackText("live-modules"),
    ...files.map(async (file): Promise<[string, Uint8Array]> => {
      const bytes = await unpack(file).arrayBuffer();
      return [file.dataset.name ?? "", new Uint8Array(bytes)];
    }),
  ]);
  const { data, missing } = JSON.parse(notebook) as LiveNotebookScript;
  const lowering =
    packedScript("live-lowering") === null ? undefined : await unpackText("live-lowering");
  runScript(ui);
  globalThis.dropoutLab?.live({
    data,
    worker,
    lowering,
    modules: { code, missing, data: Object.fromEntries(contents) },
    policy: pagePolicy,
    plotly: loadPlotly,
    mathematics: packedScript("live-mathematics") === null ? undefined : loadMathematics,
  });
  loadPlotlyAhead();
}
