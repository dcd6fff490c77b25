import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { Parcel } from "../host/outbox.ts";
import type { FromHost, WorkerStart } from "../link/messages.ts";
import type { LoadedModule } from "../modules/hooks.ts";
import { type Message, readConnectionFile, ServerSockets } from "../wire/index.ts";
import { signalChildren } from "./child-processes.ts";
import { createLog } from "./debug-log.ts";
import { openHistory } from "./history-file.ts";
import { HostLink } from "./host-link.ts";
import type { KernelServer } from "./kernel-server.ts";
import type { Language } from "./language.ts";
import { watchParent } from "./parent-watch.ts";
import type { TypeScriptInterpreter } from "./typescript-interpreter.ts";

// How long the children and the main thread may take to leave: exit handlers may loop. After 2.5 s
// jupyter_client would end this process alone.
const PATIENCE = 2_000;

/** Speaks Jupyter's protocol until the session ends; rejects if it cannot begin. */
export async function serve(
  port: MessagePort,
  start: WorkerStart,
  language: Language,
): Promise<void> {
  const log = createLog();
  let interpreter: TypeScriptInterpreter | undefined;
  let becomeReady: (globals: string[]) => void = () => {};
  const globals = new Promise<string[]>((resolve) => {
    becomeReady = resolve;
  });
  const takeModules = (): void => {
    let next = receiveMessageOnPort(start.loaded);
    for (; next !== undefined; next = receiveMessageOnPort(start.loaded)) {
      interpreter?.moduleLoaded(next.message as LoadedModule);
    }
  };
  const hostPort = Object.assign(port, {
    next: () => receiveMessageOnPort(port)?.message as Parcel | undefined,
  });
  const link = new HostLink(hostPort, start, {
    output: (cell, stream, text) => interpreter?.output(cell, stream, text),
    message: (message: FromHost) => {
      if (message.type === "ready") becomeReady(message.globals);
      // A module's frames may be asked for before its own message has had its turn.
      if (message.type === "frames") takeModules();
      interpreter?.message(message);
    },
  });
  const info = readConnectionFile(start.connectionFile);
  // Frontends connect while the rest is loaded.
  const early: [channel: "shell" | "control" | "stdin", message: Message][] = [];
  let server: KernelServer | undefined;
  let isHeard = false;
  const sockets = await ServerSockets.bind(info, {
    message: (channel, message) => {
      if (server === undefined) early.push([channel, message]);
      else server.receive(channel, message);
    },
    subscribed: () => {
      isHeard = true;
      server?.announce();
    },
    invalid: (channel, error) => log(`${channel} invalid: ${error.message}`),
  });
  const [{ TypeScriptInterpreter }, { KernelServer }] = await Promise.all([
    import("./typescript-interpreter.ts"),
    import("./kernel-server.ts"),
  ]);
  const running = new TypeScriptInterpreter(link, {
    directory: start.directory,
    language,
    globals,
  });
  interpreter = running;
  start.loaded.on("message", (module: LoadedModule) => running.moduleLoaded(module));
  let leaving = false;
  const leave = async (restart: boolean): Promise<void> => {
    if (leaving) return;
    leaving = true;
    log(`leaving, restart ${restart}`);
    setTimeout(() => {
      signalChildren("SIGKILL");
      process.kill(process.pid, "SIGKILL");
    }, PATIENCE);
    await running.dispose();
    sockets.close();
    link.post({ type: "exit", code: 0 });
  };
  server = new KernelServer({
    interpreter: running,
    transport: sockets,
    history: openHistory(),
    shutdown: (restart) => void leave(restart),
    log,
  });
  running.redirectNativeOutput();
  if (isHeard) server.announce();
  for (const [channel, message] of early) server.receive(channel, message);
  watchParent(() => void leave(false));
  log("ready");
}
