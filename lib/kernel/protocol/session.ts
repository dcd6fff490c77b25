import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { WorkerStart } from "../link/messages.ts";
import type { Envelope } from "../link/outbox.ts";
import { LoadedModules } from "../modules/loaded-modules.ts";
import type { ServerSockets } from "../wire/index.ts";
import { CellCompilation } from "./cell-compilation.ts";
import { Cells } from "./cells.ts";
import { ChildProcesses, signalChildren } from "./child-processes.ts";
import { openHistory } from "./history-file.ts";
import { HostInbox, type InboxPort } from "./host-inbox.ts";
import { HostLink } from "./host-link.ts";
import { HostMessages } from "./host-messages.ts";
import { Interrupts } from "./interrupts.ts";
import { KernelServer } from "./kernel-server.ts";
import type { Language } from "./language.ts";
import { NativeOutput } from "./native-output.ts";
import { watchParent } from "./parent-watch.ts";
import { Tracebacks } from "./traceback.ts";
import { TypeScriptInterpreter } from "./typescript-interpreter.ts";

// How long the children and the main thread may take to leave: exit handlers may loop. After 2.5 s
// jupyter_client would end this process alone.
const PATIENCE = 2_000;

/** What a session is made with. */
export interface SessionOptions {
  start: WorkerStart;
  language: Language;
  sockets: ServerSockets;
  log: (line: string) => void;
}

/** Puts the parts of this thread together, and begins to receive. */
export function startSession({ start, language, sockets, log }: SessionOptions): void {
  let ready: (globals: string[]) => void = () => {};
  const globals = new Promise<string[]>((resolve) => {
    ready = resolve;
  });
  const compilation = new CellCompilation(start.directory, globals);
  const cells = new Cells();
  const link = new HostLink(start, cells);
  const inbox = new HostInbox(inboxPort(start.host), start.ring, {
    cells,
    receive: (message) => messages.receive(message),
  });
  const native = new NativeOutput((stream, text) => {
    const cell = cells.running ?? cells.newest;
    if (cell !== undefined) inbox.print(cell, stream, text);
  });
  const children = new ChildProcesses(() => language.now?.service?.pid);
  const interrupts = new Interrupts({ link, inbox, cells, children });
  const modules = new LoadedModules(start.loaded);
  const tracebacks = new Tracebacks(modules, start.directory);
  const parts = { link, inbox, cells, interrupts, native, language, tracebacks };
  const messages = new HostMessages({ ...parts, ready, children, modules });
  const interpreter = new TypeScriptInterpreter({ ...parts, compilation });

  let isLeaving = false;
  const leave = async (restart: boolean): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    log(`leaving, restart ${restart}`);
    setTimeout(() => {
      signalChildren("SIGKILL");
      process.kill(process.pid, "SIGKILL");
    }, PATIENCE);
    await interpreter.dispose();
    sockets.close();
    link.post({ type: "exit", code: 0 });
  };
  const server = new KernelServer({
    interpreter,
    transport: sockets,
    history: openHistory(),
    shutdown: (restart) => void leave(restart),
    log,
  });
  const pipes = native.open();
  if (pipes !== undefined) link.post({ type: "redirect", ...pipes });
  sockets.receive({
    message: (channel, message) => server.receive(channel, message),
    subscribed: () => server.announce(),
    invalid: (channel, error) => log(`${channel} invalid: ${error.message}`),
  });
  watchParent(() => void leave(false));
  log("ready");
}

function inboxPort(port: MessagePort): InboxPort {
  return {
    on: (event, listener) => port.on(event, listener),
    next: () => receiveMessageOnPort(port)?.message as Envelope | undefined,
  };
}
