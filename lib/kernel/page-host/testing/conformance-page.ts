/// <reference lib="dom" />
import { trustedScriptUrl } from "../trusted-script-url.ts";
import type { CaseOutcome } from "./conformance-worker.ts";

/** Runs the conformance cells in a worker, and gives what came of each. */
function runCases(script: string, count: number): Promise<CaseOutcome[]> {
  const worker = new Worker(trustedScriptUrl(script));
  const outcomes: CaseOutcome[] = [];
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<CaseOutcome>) => {
      outcomes.push(data);
      if (outcomes.length === count) resolve(outcomes);
    };
  });
}

Object.assign(globalThis, { runCases });
