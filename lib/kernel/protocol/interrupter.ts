import { setTimeout as sleep } from "node:timers/promises";
import { MainThreadSession } from "../inspector/index.ts";
import type { Cell } from "./cell.ts";
import type { Cells } from "./cells.ts";
import type { HostInbox } from "./host-inbox.ts";
import type { HostLink } from "./host-link.ts";

// A main thread that has not answered by then is taken to be in a loop.
const PATIENCE = 20;
const ROUNDS = 50;
const BREATH = 2;

/** Ends what runs on the main thread, whatever it is, and leaves its variables as they are. */
export class Interrupter {
  readonly #link: HostLink;
  readonly #inbox: HostInbox;
  readonly #cells: Cells;
  readonly #session = new MainThreadSession();
  #isStuck = false;

  constructor({ link, inbox, cells }: { link: HostLink; inbox: HostInbox; cells: Cells }) {
    this.#link = link;
    this.#inbox = inbox;
    this.#cells = cells;
  }

  /** Whether what an interrupt could not end, as a long call of a native addon, still runs. */
  get isStuck(): boolean {
    return this.#isStuck;
  }

  /**
   * Interrupts; resolves when the main thread is back at its event loop. If the `target` is the cell
   * that runs, it is settled here when its evaluation does not answer, as is usual when it awaits.
   * `endChildren` is called once, when nothing can take the end of a child for its own; a thread that
   * waits for one, as spawnSync does, has to be rid of it. True if something that ran was ended.
   */
  async interrupt(
    target: Cell | undefined,
    endChildren: (isBlocked: boolean) => void,
  ): Promise<boolean> {
    const first = this.#cells.running;
    let hasEnded = false;
    // A termination that finds an idle thread would kill the next callback, whosever that is; one
    // that finds another cell has come too late.
    let isCalm = true;
    for (let round = 0; round < ROUNDS && this.#cells.running === first; round++) {
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
      await this.#session.terminateExecution(PATIENCE);
      if (!hasEnded) endChildren(true);
      hasEnded = true;
    }
    if (!isCalm) this.#noteStuck();
    const isAbandoned = target !== undefined && this.#cells.running === target;
    this.#link.post({ type: "abandon", cell: isAbandoned ? target.id : undefined });
    if (!hasEnded) endChildren(false);
    if (!isAbandoned) return hasEnded;
    // What the cell has printed until the main thread knows comes before its end.
    await Promise.race([this.#link.ping(), sleep(PATIENCE)]);
    this.#inbox.catchUp();
    target.settle({ status: "terminated" });
    return hasEnded;
  }

  /** Lets go of the main thread. */
  dispose(): void {
    this.#session.dispose();
  }

  #noteStuck(): void {
    this.#isStuck = true;
    void this.#link.ping().then(() => {
      this.#isStuck = false;
    });
  }
}
