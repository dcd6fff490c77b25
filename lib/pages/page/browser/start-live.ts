/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { LiveNotebookScript } from "../../live/payload.ts";
import { DamagedError } from "../lzma/index.ts";
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
  if (packedScript("live-notebook") === null) return;
  const listening = new AbortController();
  const early: Event[] = [];
  let isStarted = false;
  const start = async () => {
    if (isStarted) return;
    isStarted = true;
    try {
      await load();
    } catch (error) {
      sayThatNothingRuns(error);
      return;
    } finally {
      listening.abort();
    }
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
  const { data, missing } = JSON.parse(await unpackLater("live-notebook")) as LiveNotebookScript;
  const ui = await unpackLater("live-ui");
  const worker = await unpackLater("live-worker");
  const code = await unpackLater("live-modules");
  const lowering = isCarried("live-lowering") ? await unpackLater("live-lowering") : undefined;
  const files = [...document.querySelectorAll<HTMLElement>("script.live-data")];
  const contents = files.map((file) => [file.dataset.name ?? "", unpack(file)]);
  runScript(ui);
  if (globalThis.dropoutLab === undefined) throw new Error("live-ui: must have run, got nothing");
  globalThis.dropoutLab.live({
    data,
    worker,
    lowering,
    modules: { code, missing, data: Object.fromEntries(contents) },
    policy: pagePolicy,
    plotly: loadPlotly,
    mathematics: isCarried("live-mathematics") ? loadMathematics : undefined,
  });
  loadPlotlyAhead();
}

function isCarried(id: string): boolean {
  return packedScript(id) !== null;
}

/** Unpacks in a task of its own: the page answers in between. */
async function unpackLater(id: string): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve));
  return unpackText(id);
}

function sayThatNothingRuns(error: unknown): void {
  const why =
    error instanceof DamagedError
      ? "its file is damaged. Get it again from where you have it"
      : "this browser is too old for that, or keeps scripts from running";
  const sentence = document.querySelector("main > .nothing-runs");
  sentence?.setAttribute("role", "alert");
  if (sentence !== null)
    sentence.textContent = `The cells of this page show what is stored, but cannot run: ${why}.`;
  console.warn("page: the cells cannot run", error);
}
