import type { WorkerStart } from "../link/messages.ts";
import { readConnectionFile, ServerSockets } from "../wire/index.ts";
import { createLog } from "./debug-log.ts";
import type { Language } from "./language.ts";

/** Speaks Jupyter's protocol until the session ends; rejects if it cannot begin. */
export async function serve(start: WorkerStart, language: Language): Promise<void> {
  const log = createLog();
  // Frontends connect while the rest is loaded; what they send waits in the sockets, and what the
  // main thread sends waits in its port.
  const sockets = await ServerSockets.bind(readConnectionFile(start.connectionFile));
  const { startSession } = await import("./session.ts");
  startSession({ start, language, sockets, log });
}
