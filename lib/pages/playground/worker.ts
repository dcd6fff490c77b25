import { PAGE_DATA } from "dropout-lab/datasets";
import type { Answer, FromPage } from "./messages.ts";
import { Playground } from "./model/playground.ts";

/** The worker's side of its global object: what TypeScript's DOM types give windows only. */
interface WorkerScope {
  onmessage: ((event: { data: FromPage }) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = globalThis as unknown as WorkerScope;
const playground = new Playground();

scope.onmessage = ({ data }) => {
  if (data.type === "data") {
    Reflect.set(globalThis, PAGE_DATA, new Map([[data.name, data.bytes]]));
    return;
  }
  try {
    const { settings } = data;
    scope.postMessage({ settings, view: playground.view(settings) });
  } catch (error) {
    scope.postMessage({ failure: String(error) });
  }
};
