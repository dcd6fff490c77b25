import { rmSync } from "node:fs";

/** What must not outlive this process. */
export interface Leftover {
  /** The leader of a process group. */
  pid?: number | undefined;
  file?: string | undefined;
}

const leftovers = new Set<Leftover>();
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Sees to it that this process, however it ends short of SIGKILL, takes the leftover with it. */
export function guard(leftover: Leftover): void {
  if (leftovers.size === 0) {
    process.on("exit", removeAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  leftovers.add(leftover);
}

/** Removes one leftover now. */
export function remove(leftover: Leftover): void {
  const { pid, file } = leftover;
  if (pid !== undefined) killGroup(pid, "SIGKILL");
  if (file !== undefined) removeFile(file);
  leftovers.delete(leftover);
  if (leftovers.size > 0) return;
  process.off("exit", removeAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It could not be made there, either.
  }
}

/** Sends a signal to a kernel and to all that it started; one that has ended is no error. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

function removeAll(): void {
  for (const leftover of [...leftovers]) remove(leftover);
}

/** A host that listens itself decides when this process ends; else the signal acts as it would. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.kill(process.pid, signal);
}
