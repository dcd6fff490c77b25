import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

interface Process {
  id: number;
  parent: number;
  /** Not the same for a process that was started detached; 0 where it is not known. */
  session: number;
  /** When it was started, in a unit of the system's; 0 where it is not known. */
  started: number;
  command: string;
}

// esbuild's helper, which the kernel starts to lower syntax.
const OWN = /esbuild\S*\s--service=/;

// How long children have to end by themselves, in milliseconds.
const GRACE = 500;

/**
 * The child process that was started last, but for those that the kernel itself needs, of which
 * `spared` is one. A thread that waits for a child, as spawnSync does, has started none since.
 */
export function latestChild(spared: number | undefined): number | undefined {
  const [latest] = children(processes(), spared).sort(
    (a, b) => b.started - a.started || b.id - a.id,
  );
  return latest?.id;
}

/** Sends a signal to a process and to all that descend from it, as Ctrl-C in a terminal does. */
export function signalTree(id: number, signal: NodeJS.Signals, all = processes()): void {
  const descendants = all.filter(({ parent }) => parent === id);
  try {
    process.kill(id, signal);
  } catch {
    // It has ended by itself.
  }
  for (const each of descendants) signalTree(each.id, signal, all);
}

/** A process and all that descend from it. */
export function treeOf(id: number, all = processes()): number[] {
  const below = all.filter(({ parent }) => parent === id);
  return [id, ...below.flatMap((each) => treeOf(each.id, all))];
}

/** Whether there is a process of that id, which may be ended. */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/**
 * Ends the children of this process and theirs, but not those that were started detached, and not
 * `spared`, which somebody else ends.
 */
export async function endChildren(spared: number | undefined): Promise<void> {
  if (!signalChildren("SIGTERM", spared)) return;
  const over = performance.now() + GRACE;
  while (performance.now() < over && attached(processes(), spared).length > 0) await sleep(50);
  signalChildren("SIGKILL", spared);
}

/**
 * Sends a signal to the children of this process and theirs, but not to those that were started
 * detached, and not to `spared`; whether there are any.
 */
export function signalChildren(signal: NodeJS.Signals, spared?: number): boolean {
  const all = processes();
  const left = attached(all, spared);
  for (const { id } of left) signalTree(id, signal, all);
  return left.length > 0;
}

function attached(all: Process[], spared: number | undefined): Process[] {
  const session = all.find(({ id }) => id === process.pid)?.session;
  return children(all, spared).filter((each) => each.session === session);
}

function children(all: Process[], spared: number | undefined): Process[] {
  return all.filter(
    ({ id, parent, command }) => parent === process.pid && id !== spared && !OWN.test(command),
  );
}

function processes(): Process[] {
  try {
    return readdirSync("/proc").flatMap(read);
  } catch {
    return listed();
  }
}

function read(id: string): Process[] {
  if (!/^\d+$/.test(id)) return [];
  try {
    // The name, in parentheses, may hold anything; behind it come the state and numbers.
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    const [state, ...numbers] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // It has ended, and its parent has not taken notice.
    if (state === "Z") return [];
    const [parent = 0, , session = 0] = numbers.map(Number);
    const started = Number(numbers[18]);
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ id: Number(id), parent, session, started, command }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

/** Where there is no /proc, as on macOS. */
function listed(): Process[] {
  try {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
    return [...lines.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, id, parent, command]) => ({
      id: Number(id),
      parent: Number(parent),
      session: 0,
      started: 0,
      command: command ?? "",
    }));
  } catch {
    return [];
  }
}
