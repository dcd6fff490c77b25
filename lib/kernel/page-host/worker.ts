import type { FromWorker, ToWorker } from "./messages.ts";
import { PageHost } from "./page-host.ts";
import { trustedEval } from "./trusted-eval.ts";

/** What this module needs of the worker's realm. */
interface WorkerRealm {
  postMessage(message: FromWorker): void;
  addEventListener(
    type: string,
    listener: (event: {
      data: ToWorker;
      error: unknown;
      reason: unknown;
      preventDefault(): void;
    }) => void,
  ): void;
}

const realm = globalThis as unknown as WorkerRealm;
const evaluate = trustedEval();
const post = realm.postMessage.bind(realm);
let host: PageHost | undefined;

realm.addEventListener("message", ({ data }) => {
  if (data.type === "start") host = new PageHost({ modules: data.modules, post, evaluate });
  else void host?.run(data);
});
realm.addEventListener("error", (event) => {
  event.preventDefault();
  host?.uncaught(event.error);
});
realm.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  host?.uncaught(event.reason);
});
