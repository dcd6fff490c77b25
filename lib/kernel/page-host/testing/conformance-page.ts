/// <reference lib="dom" />

import type { CaseOutcome } from "./conformance-worker.ts";
import { sealedPolicy } from "./page-policy.ts";

/** Runs the conformance cells in a worker, and gives what came of each. */
function runCases(script: string, lowering: string, count: number): Promise<CaseOutcome[]> {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(sealedPolicy().createScriptURL(url));
  worker.postMessage(lowering);
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
