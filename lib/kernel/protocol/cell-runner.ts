import type { CompiledCell } from "../cell/index.ts";
import type { EvaluationResult, ResultStyle } from "../link/messages.ts";
import type { Cell } from "./cell.ts";
import type { Cells } from "./cells.ts";
import type { HostInbox } from "./host-inbox.ts";
import type { HostLink } from "./host-link.ts";
import type { Interrupts } from "./interrupts.ts";
import type { NativeOutput } from "./native-output.ts";

const WAITS =
  "native code that an interrupt cannot end still runs: this cell waits until it returns, or until the kernel is restarted\n";

/** What a runner is made with. */
export interface CellRunnerOptions {
  link: HostLink;
  inbox: HostInbox;
  cells: Cells;
  interrupts: Interrupts;
  native: NativeOutput;
}

/** Runs compiled code on the main thread. */
export class CellRunner {
  readonly #options: CellRunnerOptions;

  constructor(options: CellRunnerOptions) {
    this.#options = options;
  }

  /** Resolves when the code has ended and all that it printed has been published. */
  async run(
    cell: Cell,
    { code, hasAwait, hasValue }: CompiledCell,
    value: { result: ResultStyle; remember?: number | undefined },
  ): Promise<EvaluationResult> {
    const { link, inbox, cells, interrupts, native } = this.#options;
    if (interrupts.isStuck) cell.publisher.stream("stderr", WAITS);
    cells.running = cell;
    cell.began = performance.now();
    const style = hasValue ? value : { result: "none" as const };
    const result = await link.run(cell, { code, hasAwait, ...style });
    native.flush();
    inbox.flush();
    cells.running = undefined;
    if (result.status !== "ok") return result;
    // It may have gone on behind a callback of its own that an interrupt has ended.
    await interrupts.over();
    return cell.isInterrupted ? { status: "terminated" } : result;
  }
}
