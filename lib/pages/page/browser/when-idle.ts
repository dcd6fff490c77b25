/// <reference lib="dom" />

/** How long the reader's browser may be too busy for what waits, in milliseconds. */
const PATIENCE = 500;

/** Calls once the browser has nothing else to do, or after half a second. */
export function whenIdle(act: () => unknown): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(act, PATIENCE);
  else requestIdleCallback(act, { timeout: PATIENCE });
}
