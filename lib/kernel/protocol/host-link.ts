import { postAwaited } from "../link/awaited-port.ts";
import type {
  EvaluationResult,
  FramesAnswer,
  InputAnswer,
  ToHost,
  ValueLook,
  WorkerStart,
} from "../link/messages.ts";
import type { Cell } from "./cell.ts";
import type { Cells } from "./cells.ts";

// Who waits for a completion types on. A main thread that loops does not answer at all; one that
// runs no cell answers at once, if the machine lets it.
const PATIENCE = 100;
const IDLE_PATIENCE = 500;

type Request<T extends ToHost["type"]> = Omit<Extract<ToHost, { type: T }>, "type" | "cell">;

/** What the protocol thread asks of the main thread, and its answers. */
export class HostLink {
  readonly #start: WorkerStart;
  readonly #cells: Cells;
  readonly #pings = new Map<number, () => void>();
  readonly #looks = new Map<number, (look: ValueLook) => void>();
  #serial = 0;

  constructor(start: WorkerStart, cells: Cells) {
    this.#start = start;
    this.#cells = cells;
  }

  /** Runs compiled code; resolves when the cell is settled. */
  run(cell: Cell, request: Request<"run">): Promise<EvaluationResult> {
    const settled = cell.settled();
    this.post({ type: "run", cell: cell.id, ...request });
    return settled;
  }

  /** Hands a comm message to the main thread; resolves when it has been dealt with. */
  async comm(cell: Cell, request: Request<"comm">): Promise<void> {
    const settled = cell.settled();
    this.post({ type: "comm", cell: cell.id, ...request });
    await settled;
  }

  /** Resolves when the main thread has returned to its event loop. */
  ping(): Promise<void> {
    const serial = ++this.#serial;
    return new Promise((resolve) => {
      this.#pings.set(serial, resolve);
      this.post({ type: "ping", serial });
    });
  }

  /** Takes the answer to a ping. */
  pong(serial: number): void {
    this.#pings.get(serial)?.();
    this.#pings.delete(serial);
  }

  /** What a value is; nothing is known of it if the main thread is too busy to say. */
  look(name: string, path: string[]): Promise<ValueLook> {
    const serial = ++this.#serial;
    const patience = this.#cells.running === undefined ? IDLE_PATIENCE : PATIENCE;
    return new Promise((resolve) => {
      const impatient = setTimeout(() => this.looked(serial, { members: [] }), patience);
      this.#looks.set(serial, (look) => {
        clearTimeout(impatient);
        resolve(look);
      });
      this.post({ type: "look", serial, name, path });
    });
  }

  /** Takes the answer to a look; one that comes too late is dropped. */
  looked(serial: number, look: ValueLook): void {
    this.#looks.get(serial)?.(look);
    this.#looks.delete(serial);
  }

  /** Wakes the main thread, which waits for a line of input. */
  answerInput(answer: InputAnswer): void {
    postAwaited(this.#start.answers, answer);
  }

  /** Wakes the main thread, which waits to write an error's stack. */
  answerFrames(answer: FramesAnswer): void {
    postAwaited(this.#start.frames, answer);
  }

  /** Wakes the main thread, which waits until the output of a child that has ended is read. */
  answerChild(serial: number): void {
    postAwaited(this.#start.children, serial);
  }

  post(message: ToHost): void {
    this.#start.host.postMessage(message);
  }
}
