import { EventEmitter } from "node:events";

/** What the guard tells of. */
export interface GuardHandlers {
  /** Something was thrown where no cell waits for it. */
  uncaught(error: unknown): void;
  /** `process.exit()` was called. */
  exit(code: number): void;
  /** Ctrl-C in the terminal that the kernel was started from. */
  sigint(): void;
}

/**
 * Keeps the session alive: stray throws and rejections are reported, but for those that the cell's
 * own listeners take; exits end the cell only.
 */
export function guardProcess(handlers: GuardHandlers): { exit: (code: number) => never } {
  const exit = process.exit.bind(process) as (code: number) => never;
  process.exit = ((code?: number | string | null): never => {
    handlers.exit(Number(code ?? process.exitCode ?? 0));
    // Nothing thrown here would do, since a cell may catch it: wait until the protocol thread ends
    // what runs, as an interrupt does.
    const never = new Int32Array(new SharedArrayBuffer(4));
    for (;;) Atomics.wait(never, 0, 0);
  }) as typeof process.exit;
  const present = (): void => {};
  process.on("uncaughtException", present);
  process.on("unhandledRejection", present);
  // A rejection that was reported may be handled by a later cell: Node's warning says nothing new.
  process.on("rejectionHandled", () => {});
  process.on("SIGINT", handlers.sigint);
  reportUncaught(handlers.uncaught, present);
  // Node starts and stops to listen for signals in listeners of these two.
  const node = ["newListener", "removeListener"].flatMap((name) => process.rawListeners(name));
  keepListeners(new Set<unknown>([present, handlers.sigint, ...node]));
  return { exit };
}

type Emit = (name: string | symbol, ...values: unknown[]) => boolean;

/**
 * Reports what nobody but the kernel, whose own listener is `present`, listens for, and what such a
 * listener throws itself, which would end the process.
 */
function reportUncaught(uncaught: (error: unknown) => void, present: () => void): void {
  const emit = process.emit.bind(process) as Emit;
  const hasListener = (name: string): boolean =>
    process.rawListeners(name).some((listener) => listener !== present);
  const report: Emit = (name, ...values) => {
    switch (name) {
      case "uncaughtException":
        if (hasListener(name)) break;
        uncaught(values[0]);
        return true;
      case "unhandledRejection":
        if (hasListener(name)) break;
        // As Node does with a rejection that nobody handles.
        return report("uncaughtException", values[0], name);
      case "uncaughtExceptionMonitor":
        break;
      default:
        return emit(name, ...values);
    }
    try {
      return emit(name, ...values);
    } catch (error) {
      // The listener has not had its say.
      if (name !== "uncaughtExceptionMonitor") uncaught(values[0]);
      uncaught(error);
      return true;
    }
  };
  Object.assign(process, { emit: report });
}

type Remove = (name: string | symbol, listener: unknown) => NodeJS.Process;

const isProcess = (emitter: object): boolean => emitter === process;

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
  // Whoever takes the methods from there.
  const { prototype } = EventEmitter;
  const { removeListener, removeAllListeners } = prototype;
  const guarded = {
    removeListener(this: EventEmitter, name: string | symbol, listener: () => void) {
      return isProcess(this) ? remove(name, listener) : removeListener.call(this, name, listener);
    },
    removeAllListeners(this: EventEmitter, ...names: [string | symbol]) {
      return isProcess(this) ? removeAll(...names) : removeAllListeners.apply(this, names);
    },
  };
  Object.assign(prototype, guarded, { off: guarded.removeListener });
}
