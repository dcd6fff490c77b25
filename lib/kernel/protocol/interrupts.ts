import type { CellId } from "../link/messages.ts";
import type { Cell } from "./cell.ts";
import type { Cells } from "./cells.ts";
import type { ChildProcesses } from "./child-processes.ts";
import type { HostInbox } from "./host-inbox.ts";
import type { HostLink } from "./host-link.ts";
import type { Publisher } from "./interpreter.ts";
import { Interrupter } from "./interrupter.ts";

/** What a cell knows of interrupts from its preparation on. */
export interface Interruption {
  /** Resolves with undefined when one comes. */
  readonly comes: Promise<undefined>;
  /** Whether one has come. */
  readonly hasCome: boolean;
}

/** The interrupts of a session: what each of them ends, one after the other. */
export class Interrupts {
  readonly #cells: Cells;
  readonly #children: ChildProcesses;
  readonly #interrupter: Interrupter;
  #ongoing: Promise<void> | undefined;
  /** Tells the cell that was prepared last. */
  #tell: () => void = () => {};

  constructor({
    link,
    inbox,
    cells,
    children,
  }: {
    link: HostLink;
    inbox: HostInbox;
    cells: Cells;
    children: ChildProcesses;
  }) {
    this.#cells = cells;
    this.#children = children;
    this.#interrupter = new Interrupter({ link, inbox, cells });
  }

  /** Whether what an interrupt could not end, as a long call of a native addon, still runs. */
  get isStuck(): boolean {
    return this.#interrupter.isStuck;
  }

  /** Resolves when no interrupt is under way: until then it may end whatever runs. */
  async over(): Promise<void> {
    while (this.#ongoing !== undefined) await this.#ongoing;
  }

  /** Watches for interrupts on behalf of the cell that is prepared now. */
  watch(): Interruption {
    let hasCome = false;
    const comes = new Promise<undefined>((resolve) => {
      this.#tell = () => {
        hasCome = true;
        resolve(undefined);
      };
    });
    return {
      comes,
      get hasCome() {
        return hasCome;
      },
    };
  }

  /** Ends whatever runs, and the children of the cell that does; resolves when nothing runs any more. */
  interrupt(): Promise<void> {
    this.#tell();
    const target = this.#cells.running;
    return this.#end(target, (isBlocked) => {
      if (target !== undefined) {
        target.hasLostChildren = true;
        void this.#children.interrupt(target, () => this.#cells.running === target);
      } else if (isBlocked) void this.#children.interruptLatest();
    });
  }

  /** Ctrl-C in the terminal that the kernel was started from: it is meant for the cell that runs. */
  interruptCell(): void {
    if (this.#cells.running !== undefined) void this.interrupt();
  }

  /** Ends what called `process.exit()`, a cell or a callback, which waits for that. */
  leave({ cell: id, code }: { cell: CellId; code: number }, publisher: Publisher): Promise<void> {
    const cell = this.#cells.get(id);
    const isRunning = cell !== undefined && cell === this.#cells.running;
    const what = isRunning ? "cell" : "callback";
    publisher.stream("stderr", `process.exit(${code}) ended the ${what}; the session goes on.\n`);
    if (cell !== undefined) cell.exitCode = code;
    return this.#end(cell, () => {});
  }

  /** Lets go of the main thread. */
  dispose(): void {
    this.#interrupter.dispose();
  }

  async #end(target: Cell | undefined, endChildren: (isBlocked: boolean) => void): Promise<void> {
    const earlier = this.#ongoing ?? Promise.resolve();
    const mine = earlier
      .then(() => this.#interrupter.interrupt(target, endChildren))
      .then((hasEnded) => {
        if (hasEnded && target !== undefined) target.isInterrupted = true;
      });
    this.#ongoing = mine;
    await mine;
    this.#cells.settleComms();
    if (this.#ongoing === mine) this.#ongoing = undefined;
  }
}
