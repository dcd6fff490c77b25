import { lowerWithBabel } from "./lower-with-babel.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { PageHost } from "./page-host.ts";
import { noteProxies } from "./stand-ins/proxies.ts";
import { trustedEval } from "./trusted-eval.ts";

interface Port {
  postMessage(message: FromWorker): void;
  onmessage: (event: { data: ToWorker }) => void;
}

/** What this module needs of the worker's realm. */
interface WorkerRealm {
  addEventListener(
    type: string,
    listener: (event: {
      ports: readonly Port[];
      error: unknown;
      reason: unknown;
      preventDefault(): void;
    }) => void,
    options?: { once: boolean },
  ): void;
}

const realm = globalThis as unknown as WorkerRealm;
const evaluate = trustedEval();
let host: PageHost | undefined;

noteProxies();
// `close()` would end the worker, and the page would not know.
Reflect.deleteProperty(globalThis, "close");

function hostOf(
  { modules, lowering }: Extract<ToWorker, { type: "start" }>,
  post: (message: FromWorker) => void,
): PageHost {
  const lower = lowering === undefined ? undefined : lowerWithBabel(() => evaluate(lowering));
  return new PageHost({ modules, post, evaluate, lower });
}

realm.addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port === undefined) return;
    const post = (message: FromWorker) => port.postMessage(message);
    port.onmessage = ({ data }) => {
      if (data.type === "start") host = hostOf(data, post);
      else host?.receive(data);
    };
  },
  { once: true },
);
realm.addEventListener("error", (event) => {
  event.preventDefault();
  host?.uncaught(event.error);
});
realm.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  host?.uncaught(event.reason);
});
