import type { CellId } from "../link/messages.ts";
import { Cell } from "./cell.ts";
import type { Publisher } from "./interpreter.ts";

/** How many cells are kept that have ended. */
const KEPT = 1_000;

/**
 * The cells that output may belong to. Nobody can know whether a cell that has ended will print
 * again, from a timer or a listener, so it is kept until 1,000 others have ended or printed since it
 * last did. What it prints after that belongs to the newest cell.
 */
export class Cells {
  readonly #open = new Map<CellId, Cell>();
  /** Those that have ended, the one that has been silent for longest first. */
  readonly #ended = new Map<CellId, Cell>();
  #latestId = 0;
  #newest: Cell | undefined;
  /** The cell whose code runs. */
  running: Cell | undefined;

  /** The cell that was opened last. */
  get newest(): Cell | undefined {
    return this.#newest;
  }

  /** Begins an evaluation, whose outputs go to the publisher. */
  open(publisher: Publisher): Cell {
    const cell = new Cell(++this.#latestId, publisher);
    this.#open.set(cell.id, cell);
    this.#newest = cell;
    return cell;
  }

  /** Says that an evaluation has ended; its late output still finds it. */
  close(cell: Cell): void {
    this.#open.delete(cell.id);
    this.#keep(cell);
  }

  /** The cell itself; undefined if it is kept no more. */
  get(id: CellId): Cell | undefined {
    return this.#open.get(id) ?? this.#ended.get(id);
  }

  /** The cell that output of the one with this id belongs to; undefined before the first cell. */
  ownerOf(id: CellId): Cell | undefined {
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    const ended = this.#ended.get(id);
    if (ended !== undefined) this.#keep(ended);
    return ended ?? this.#newest;
  }

  /** Ends the comm messages that are being dealt with: an interrupt has ended their listeners. */
  settleComms(): void {
    for (const cell of this.#open.values()) {
      if (cell !== this.running) cell.settle({ status: "terminated" });
    }
  }

  #keep(cell: Cell): void {
    this.#ended.delete(cell.id);
    this.#ended.set(cell.id, cell);
    if (this.#ended.size <= KEPT) return;
    for (const oldest of this.#ended.keys()) {
      this.#ended.delete(oldest);
      return;
    }
  }
}
