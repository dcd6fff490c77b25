import { Session } from "node:inspector";
import { setTimeout as sleep } from "node:timers/promises";
import type { CellId } from "../link/messages.ts";
import { latestChild, signalTree } from "./child-processes.ts";
import type { HostLink } from "./host-link.ts";

// A main thread that has not answered by then is taken to be in a loop.
const PATIENCE = 20;
const ROUNDS = 50;
const BREATH = 2;
// One that still has not waits for a child process, as spawnSync does: no termination reaches it.
// What it is sent, and in which round: they take 40 ms.
const SIGNALS: ReadonlyMap<number, NodeJS.Signals> = new Map([
  [1, "SIGINT"],
  [12, "SIGTERM"],
  [24, "SIGKILL"],
]);

/** Ends what runs on the main thread, whatever it is, and leaves its variables as they are. */
export class Interrupter {
  readonly #link: HostLink;
  readonly #spared: () => number | undefined;
  readonly #session = new Session();

  /** `spared` gives the child process that no interrupt may reach, the language server. */
  constructor(link: HostLink, spared: () => number | undefined) {
    this.#link = link;
    this.#spared = spared;
    this.#session.connectToMainThread();
  }

  /**
   * Interrupts; resolves when the main thread is back at its event loop. `running` gives the cell
   * that has not ended; if it is the `victim`, it is given up when its evaluation does not answer,
   * as is usual when it awaits. True if something that ran was ended.
   */
  async interrupt(running: () => CellId | undefined, victim = running()): Promise<boolean> {
    const first = running();
    let hasEnded = false;
    let child: number | undefined;
    // A termination that finds an idle thread would kill the next callback, whosever that is; one
    // that finds another cell has come too late.
    let isCalm = true;
    for (let round = 0; round < ROUNDS && running() === first; round++) {
      const idle = this.#link.ping().then(() => true);
      if (await Promise.race([idle, sleep(PATIENCE, false)])) {
        if (isCalm) break;
        // Once more: a callback that waited behind the terminated one may be in a loop as well, but
        // not before the main thread has seen to all its messages, of which the next ping may be one.
        isCalm = true;
        await sleep(BREATH);
        continue;
      }
      isCalm = false;
      await this.#terminate();
      hasEnded = true;
      const signal = SIGNALS.get(round);
      if (signal === undefined) continue;
      child ??= latestChild(this.#spared());
      if (child !== undefined) signalTree(child, signal);
    }
    const isGivenUp = victim !== undefined && running() === victim;
    this.#link.post({ type: "abandon", cell: isGivenUp ? victim : undefined });
    if (!isGivenUp) return hasEnded;
    // What the cell has printed until the main thread knows comes before its end.
    await Promise.race([this.#link.ping(), sleep(PATIENCE)]);
    this.#link.giveUp(victim);
    return hasEnded;
  }

  /** Lets go of the main thread. */
  dispose(): void {
    this.#session.disconnect();
  }

  #terminate(): Promise<void> {
    return new Promise((resolve) => {
      const impatient = setTimeout(resolve, PATIENCE);
      this.#session.post("Runtime.terminateExecution", () => {
        clearTimeout(impatient);
        resolve();
      });
    });
  }
}
