/** What the guard tells of. */
export interface GuardHandlers {
  /** Something was thrown where no cell waits for it. */
  uncaught(error: unknown): void;
  /** `process.exit()` was called. */
  exit(code: number): void;
  /** Ctrl-C in the terminal that the kernel was started from. */
  sigint(): void;
}

/** Keeps the session alive: stray throws and rejections are reported, exits end the cell only. */
export function guardProcess(handlers: GuardHandlers): { exit: (code: number) => never } {
  const exit = process.exit.bind(process) as (code: number) => never;
  process.exit = ((code?: number | string | null): never => {
    handlers.exit(Number(code ?? process.exitCode ?? 0));
    // Nothing thrown here would do, since a cell may catch it: wait until the protocol thread ends
    // what runs, as an interrupt does.
    const never = new Int32Array(new SharedArrayBuffer(4));
    for (;;) Atomics.wait(never, 0, 0);
  }) as typeof process.exit;
  process.on("uncaughtException", handlers.uncaught);
  process.on("unhandledRejection", handlers.uncaught);
  // A rejection that was reported may be handled by a later cell: Node's warning says nothing new.
  process.on("rejectionHandled", () => {});
  process.on("SIGINT", handlers.sigint);
  surviveListeners(handlers.uncaught);
  // Node starts and stops to listen for signals in listeners of these two.
  const node = ["newListener", "removeListener"].flatMap((name) => process.rawListeners(name));
  keepListeners(new Set<unknown>([handlers.uncaught, handlers.sigint, ...node]));
  return { exit };
}

const AFTER_THROW = ["uncaughtExceptionMonitor", "uncaughtException"];

/** Reports what a listener for uncaught errors throws itself, which would end the process. */
function surviveListeners(uncaught: (error: unknown) => void): void {
  const emit = process.emit.bind(process) as (
    name: string | symbol,
    ...values: unknown[]
  ) => boolean;
  const survive: typeof emit = (name, ...values) => {
    if (!AFTER_THROW.includes(String(name))) return emit(name, ...values);
    try {
      return emit(name, ...values);
    } catch (error) {
      uncaught(error);
      return true;
    }
  };
  Object.assign(process, { emit: survive });
}

type Remove = (name: string | symbol, listener: unknown) => NodeJS.Process;

/** Makes `process` keep these listeners, whoever removes them. */
function keepListeners(kept: ReadonlySet<unknown>): void {
  const removeOne = process.removeListener.bind(process) as Remove;
  const remove: Remove = (name, listener) =>
    kept.has(listener) ? process : removeOne(name, listener);
  const removeAll = (name?: string | symbol): NodeJS.Process => {
    for (const each of name === undefined ? process.eventNames() : [name]) {
      for (const listener of process.rawListeners(each).reverse()) remove(each, listener);
    }
    return process;
  };
  Object.assign(process, { removeListener: remove, off: remove, removeAllListeners: removeAll });
}
