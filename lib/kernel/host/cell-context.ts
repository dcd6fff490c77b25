import { AsyncLocalStorage } from "node:async_hooks";
import type { CellId } from "../link/messages.ts";

/**
 * Which cell the code that runs now belongs to, so that late output finds its cell. From Node 24 on
 * AsyncLocalStorage carries the id; on older versions, where that would make every promise slower,
 * the wrapped timers do.
 */
export class CellContext {
  readonly #storage: AsyncLocalStorage<CellId> | undefined;
  /** The interrupted cells, each with the one that was the latest then. */
  readonly #abandoned = withOwnMethods(new Map<CellId, CellId>());
  #latest: CellId = 0;
  #running: CellId | undefined;
  #inTimerOf: CellId | undefined;
  #settling = false;
  // Node's own, which is wrapped later.
  readonly #setImmediate = setImmediate;

  constructor(nodeVersion = process.versions.node) {
    if (Number.parseInt(nodeVersion, 10) >= 24) this.#storage = new AsyncLocalStorage();
  }

  /** The cell that the present code belongs to; the latest one where nothing tells. */
  get current(): CellId {
    return this.#storage?.getStore() ?? this.#inTimerOf ?? this.#latest;
  }

  /** The cell that was started last. */
  get latest(): CellId {
    return this.#latest;
  }

  /** The cell whose evaluation has not ended. */
  get running(): CellId | undefined {
    return this.#running;
  }

  /** Starts a cell's evaluation. */
  start(cell: CellId, evaluate: () => void): void {
    this.#latest = cell;
    this.#running = cell;
    this.settle();
    if (this.#storage === undefined) evaluate();
    else this.#storage.run(cell, evaluate);
  }

  /** Says that the cell's evaluation has ended. */
  finish(cell: CellId): void {
    if (this.#running === cell) this.#running = undefined;
  }

  /** Runs a callback that belongs to an earlier cell. */
  resume<T>(cell: CellId, callback: () => T): T {
    if (this.#storage !== undefined) return this.#storage.run(cell, callback);
    this.#inTimerOf = cell;
    // Not yet when the callback returns: what waits for a promise that it settles runs after it,
    // and so does who handles what it throws.
    if (!this.#settling) {
      this.#settling = true;
      this.#setImmediate(() => {
        this.#settling = false;
        this.settle();
      }).unref();
    }
    return callback();
  }

  /** Forgets a callback that an interrupt or a throw has ended. */
  settle(): void {
    this.#inTimerOf = undefined;
  }

  /** Marks an interrupted cell: see `isSilenced`. */
  abandon(cell: CellId): void {
    if (!this.isAbandoned(cell)) this.#abandoned.set(cell, this.#latest);
    this.finish(cell);
  }

  /** Whether the cell was interrupted. */
  isAbandoned(cell: CellId): boolean {
    return this.#abandoned.has(cell);
  }

  /**
   * Whether what a cell did when the cell `at` was the latest, by default what it does now, has to
   * end: it was interrupted, and no other cell had begun since. Afterwards the servers and the
   * listeners that it left behind work for later cells.
   */
  isSilenced(cell: CellId, at = this.#latest): boolean {
    const latest = this.#abandoned.get(cell);
    return latest !== undefined && at <= latest;
  }
}

/** The map with methods that no cell can change. */
function withOwnMethods<K, V>(map: Map<K, V>): Map<K, V> {
  const { get, has, set } = map;
  return Object.assign(map, { get, has, set });
}
