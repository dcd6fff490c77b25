import type { LiveCellData } from "../payload.ts";

/**
 * What a cell's mark says. "stored": what it shows was there before the worker began; "edited": its
 * text has not run; "stale": something above changed since what it shows was made.
 */
export type CellState =
  | "stored"
  | "edited"
  | "waiting"
  | "running"
  | "done"
  | "error"
  | "stopped"
  | "stale";

/** A cell as the reader's page has it. */
export interface LiveCell extends LiveCellData {
  /** What messages call it: `Cell 3`. */
  readonly name: string;
  /** Whether the reader added it. */
  readonly isAdded: boolean;
  /** The source as the page was written; an added cell has none. */
  readonly storedSource: string;
  readonly state: CellState;
  /** When the run that goes on began, by the notebook's clock. */
  readonly began: number | undefined;
  /** How long the last run took, in milliseconds. */
  readonly took: number | undefined;
  /** The line of the source, from 1, that the last run failed at. */
  readonly errorLine: number | undefined;
}

/** The texts of the code cells above a cell, by their ids. */
export type Basis = readonly (readonly [id: string, source: string])[];

/** A cell, and what the notebook keeps of its runs. */
export class NotebookCell implements LiveCell {
  readonly id: string;
  readonly type: LiveCell["type"];
  readonly metadata: object;
  readonly attachments: LiveCell["attachments"];
  readonly name: string;
  readonly isAdded: boolean;
  readonly storedSource: string;
  source: string;
  executionCount: number | null;
  activity: "waiting" | "running" | undefined;
  outcome: "done" | "error" | "stopped" | undefined;
  began: number | undefined;
  took: number | undefined;
  errorLine: number | undefined;
  /** The source of what the cell shows. */
  shownSource: string;
  /** The cells above as they were when that was made. */
  shownBasis: Basis = [];
  /** The number of its run in the worker that is alive; undefined if it has not run there. */
  run: number | undefined;
  isStale = false;

  constructor(data: LiveCellData, { name, isAdded }: { name: string; isAdded: boolean }) {
    this.id = data.id;
    this.type = data.type;
    this.metadata = data.metadata;
    this.attachments = data.attachments;
    this.name = name;
    this.isAdded = isAdded;
    this.source = data.source;
    this.storedSource = isAdded ? "" : data.source;
    this.shownSource = this.storedSource;
    this.executionCount = data.executionCount;
  }

  get state(): CellState {
    if (this.activity !== undefined) return this.activity;
    if (this.source !== this.shownSource) return "edited";
    if (this.outcome === "error" || this.outcome === "stopped") return this.outcome;
    if (this.isStale) return "stale";
    return this.run === undefined ? "stored" : "done";
  }

  /** Whether the source says nothing to run. */
  get isBlank(): boolean {
    return this.source.trim() === "";
  }

  /** Whether cells below need it to run first. What the reader stopped does not run again unasked. */
  get isDue(): boolean {
    if (this.type !== "code" || this.isBlank) return false;
    if (this.source !== this.shownSource) return true;
    return this.run === undefined && this.outcome !== "stopped";
  }

  /** Whether the author says that it fails. */
  get mayFail(): boolean {
    const { tags } = this.metadata as { tags?: unknown };
    return Array.isArray(tags) && tags.includes("raises-exception");
  }
}
