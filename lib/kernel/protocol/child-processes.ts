import { setTimeout as sleep } from "node:timers/promises";
import type { CellId } from "../link/messages.ts";
import { type Process, processes } from "./process-table.ts";

// esbuild's helper, which the kernel starts to lower syntax.
const OWN = /esbuild\S*\s--service=/;

// How long processes have to end by themselves, in milliseconds.
const GRACE = 500;

// What the children of an interrupted cell are sent, one after the other.
const SIGNALS = ["SIGINT", "SIGTERM", "SIGKILL"] as const;

/** The children of this process, and which cell started which. */
export class ChildProcesses {
  readonly #spared: () => number | undefined;
  /** The cell of each child that was started without waiting for it; 0 for a detached one. */
  readonly #cells = new Map<number, CellId>();

  /** `spared` gives the child process that somebody else ends, the language server. */
  constructor(spared: () => number | undefined) {
    this.#spared = spared;
  }

  /** Takes note of a child that a cell has started. */
  note(child: number, cell: CellId): void {
    this.#cells.set(child, cell);
  }

  /**
   * Ends what a cell has started since it began, by `performance.now`, and what descends from it, as
   * Ctrl-C in a terminal does, but with more emphasis where that is not heard. Children of other
   * cells and detached ones live on. `isRunning` tells whether the cell still runs: when it does not,
   * what is new may be the next cell's.
   */
  interrupt(
    { id: cell, began }: { id: CellId; began: number },
    isRunning: () => boolean,
  ): Promise<void> {
    return end((all, isFirst) => {
      const mayBeOurs = isFirst || isRunning();
      return attached(all, this.#spared()).filter(({ id, age }) => {
        const noted = this.#cells.get(id);
        // One that was not noted is waited for, or was started by a thread of the learner's.
        return noted === undefined ? mayBeOurs && age <= performance.now() - began : noted === cell;
      });
    });
  }

  /** Ends, in the same way, the child that a callback of an earlier cell waits for. */
  interruptLatest(): Promise<void> {
    return end((all, isFirst) => {
      if (!isFirst) return [];
      const [latest] = attached(all, this.#spared())
        .filter(({ id }) => !this.#cells.has(id))
        .sort((a, b) => b.started - a.started || b.id - a.id);
      return latest === undefined ? [] : [latest];
    });
  }
}

/**
 * Sends the chosen processes and their descendants one signal after the other, while some live. Before
 * each signal `choose` may add some.
 */
async function end(choose: (all: Process[], isFirst: boolean) => Process[]): Promise<void> {
  const known = new Map<number, Process>();
  for (const [index, signal] of SIGNALS.entries()) {
    const all = processes();
    const isKnown = ({ id, started }: Process) => known.get(id)?.started === started;
    // What is left may have lost its parent by now.
    const roots = [...all.filter(isKnown), ...choose(all, index === 0)];
    for (const each of withDescendants(roots, all)) known.set(each.id, each);
    const left = all.filter(isKnown);
    if (left.length === 0) return;
    for (const { id } of left) send(id, signal);
    if (index < SIGNALS.length - 1) await sleep(GRACE, undefined, { ref: false });
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
  for (const { id } of withDescendants(left, all)) send(id, signal);
  return left.length > 0;
}

/** The children that were not started detached, but for those that the kernel itself needs. */
function attached(all: Process[], spared: number | undefined): Process[] {
  const session = all.find(({ id }) => id === process.pid)?.session;
  return all.filter(
    (each) =>
      each.parent === process.pid &&
      each.session === session &&
      each.id !== spared &&
      !OWN.test(each.command),
  );
}

function withDescendants(roots: readonly Process[], all: readonly Process[]): Set<Process> {
  const found = new Set(roots);
  for (const one of found) {
    for (const each of all) if (each.parent === one.id) found.add(each);
  }
  return found;
}

function send(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal);
  } catch {
    // It has ended by itself.
  }
}
