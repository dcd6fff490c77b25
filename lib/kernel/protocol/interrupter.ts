import { Session } from "node:inspector";
import { setTimeout as sleep } from "node:timers/promises";
import type { CellId } from "../link/messages.ts";
import type { HostLink } from "./host-link.ts";

// A main thread that has not answered by then is taken to be in a loop.
const PATIENCE = 20;
const ROUNDS = 50;
const BREATH = 2;

/** Ends what runs on the main thread, whatever it is, and leaves its variables as they are. */
export class Interrupter {
  readonly #link: HostLink;
  readonly #session = new Session();
  #isStuck = false;

  constructor(link: HostLink) {
    this.#link = link;
    this.#session.connectToMainThread();
  }

  /** Whether what an interrupt could not end, as a long call of a native addon, still runs. */
  get isStuck(): boolean {
    return this.#isStuck;
  }

  /**
   * Interrupts; resolves when the main thread is back at its event loop. `running` gives the cell
   * that has not ended; if it is the `victim`, it is given up when its evaluation does not answer,
   * as is usual when it awaits. `endChildren` is called once, when nothing can take the end of a
   * child for its own; a thread that waits for one, as spawnSync does, has to be rid of it. True if
   * something that ran was ended.
   */
  async interrupt(
    running: () => CellId | undefined,
    victim: CellId | undefined,
    endChildren: (isBlocked: boolean) => void,
  ): Promise<boolean> {
    const first = running();
    let hasEnded = false;
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
      if (!hasEnded) endChildren(true);
      hasEnded = true;
    }
    if (!isCalm) this.#noteStuck();
    const isGivenUp = victim !== undefined && running() === victim;
    this.#link.post({ type: "abandon", cell: isGivenUp ? victim : undefined });
    if (!hasEnded) endChildren(false);
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

  #noteStuck(): void {
    this.#isStuck = true;
    void this.#link.ping().then(() => {
      this.#isStuck = false;
    });
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
