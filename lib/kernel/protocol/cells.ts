import type { CellId } from "../link/messages.ts";
import { Cell } from "./cell.ts";
import type { Publisher } from "./interpreter.ts";

/** How many cells are kept that have ended. */
const KEPT = 1_000;
/** How many comm messages and user expressions, of which a slider makes hundreds. */
const KEPT_ASIDE = 100;

/**
 * The cells that output may belong to. Nobody can know whether a cell that has ended will print
 * again, from a timer or a listener, so it is kept until 1,000 others have ended or printed since it
 * last did. What it prints after that belongs to the newest cell. Comm messages and user expressions
 * are kept likewise, but apart from cells, and until 100 others.
 */
export class Cells {
  readonly #open = new Map<CellId, Cell>();
  /** Those that have ended, the one that has been silent for longest first. */
  readonly #ended = new Map<CellId, Cell>();
  readonly #endedAside = new Map<CellId, Cell>();
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
    keepLatest(this.#ended, cell, KEPT);
  }

  /** Says that the evaluation of a comm message or a user expression has ended. */
  closeAside(cell: Cell): void {
    this.#open.delete(cell.id);
    keepLatest(this.#endedAside, cell, KEPT_ASIDE);
  }

  /** The cell itself; undefined if it is kept no more. */
  get(id: CellId): Cell | undefined {
    return this.#open.get(id) ?? this.#ended.get(id) ?? this.#endedAside.get(id);
  }

  /** The cell that output of the one with this id belongs to; undefined before the first cell. */
  ownerOf(id: CellId): Cell | undefined {
    const cell = this.get(id);
    if (cell === undefined) return this.#newest;
    if (this.#ended.has(id)) keepLatest(this.#ended, cell, KEPT);
    else if (this.#endedAside.has(id)) keepLatest(this.#endedAside, cell, KEPT_ASIDE);
    return cell;
  }

  /** Ends the comm messages that are being dealt with: an interrupt has ended their listeners. */
  settleComms(): void {
    for (const cell of this.#open.values()) {
      if (cell !== this.running) cell.settle({ status: "terminated" });
    }
  }
}

/** Puts a cell behind the others, and lets go of the first one if they are more than the limit. */
function keepLatest(cells: Map<CellId, Cell>, cell: Cell, limit: number): void {
  cells.delete(cell.id);
  cells.set(cell.id, cell);
  if (cells.size <= limit) return;
  for (const oldest of cells.keys()) {
    cells.delete(oldest);
    return;
  }
}
