import { consoleText } from "./console-text.ts";
import { displaySymbol, inspectSymbol, isDisplayable, type MimeBundle } from "./mime-bundle.ts";
import { runningTslabDisplay, type TslabDisplay } from "./tslab.ts";

/** tslab sends one type a message, so it gets the richest that every frontend shows. */
const TSLAB_TYPES = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/svg+xml",
  "text/html",
  "text/markdown",
  "text/latex",
  "text/plain",
];

/** What our kernel and the page's worker define for their cells. */
interface JupyterGlobal {
  display(value: unknown): Promise<void>;
}

/**
 * Shows a value where the cell's output is, on every host: on a kernel that has the `jupyter`
 * global through it, on the stock tslab kernel through its display API, elsewhere as text.
 *
 * @example
 * ```ts
 * import { display } from "dropout-lab/display";
 * for (const p of [0.2, 0.4]) await display(1 - p);
 * // → 0.8
 * //   0.6
 * ```
 */
export function display(value: unknown): Promise<void> {
  const { jupyter } = globalThis as { jupyter?: JupyterGlobal };
  // The promise itself: the kernel knows it, and does not show it as a cell's value.
  return typeof jupyter?.display === "function" ? jupyter.display(value) : displayElsewhere(value);
}

async function displayElsewhere(value: unknown): Promise<void> {
  const tslab = runningTslabDisplay();
  if (tslab === undefined) console.log(await plainText(value));
  else if (isDisplayable(value)) showOnTslab(await value[displaySymbol](), tslab);
  else console.log(consoleText(value));
}

function showOnTslab(bundle: MimeBundle, tslab: TslabDisplay): void {
  const type = TSLAB_TYPES.find((type) => typeof bundle[type] === "string");
  // The bundle's images are base64 already, which is what tslab itself puts on the wire.
  if (type !== undefined) tslab.raw(type, bundle[type] as string);
  else console.log(consoleText(bundle));
}

/** A value's own text if it has one, so that no picture is drawn where none can be shown. */
async function plainText(value: unknown): Promise<string> {
  if (!isDisplayable(value) || inspectSymbol in value) return consoleText(value);
  const text = (await value[displaySymbol]())["text/plain"];
  return typeof text === "string" ? text : consoleText(value);
}
