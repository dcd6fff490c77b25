import type { CellOutput, RunResult } from "dropout-lab-kernel/page-host";
import { addedCell, placeAmong } from "./added-cell.ts";
import { Appearances } from "./appearances.ts";
import { CellRuns, type Job } from "./cell-runs.ts";
import { type LiveCell, NotebookCell } from "./live-cell.ts";
import type { Evaluation, NotebookEvent, NotebookOptions } from "./notebook-event.ts";
import { aboveDone, allDone, done, failed, firstAbove, stoppedAt } from "./sentences.ts";
import { basisOf, markStale } from "./staleness.ts";

/** What the reader has changed among the cells. */
interface Change {
  /** As a sentence. */
  readonly change: string;
  readonly undo: () => void;
  /** The cell that is taken away by that: it must not run then. */
  readonly added: NotebookCell | undefined;
}

/** The cells of a page: their sources, their runs, and what follows from them. No DOM. */
export class LiveNotebook {
  readonly #runs: CellRuns;
  readonly #now: () => number;
  readonly #listeners = new Set<(event: NotebookEvent) => void>();
  readonly #stored: readonly NotebookCell[];
  readonly #waiting = new Set<NotebookCell>();
  readonly #appearances = new Appearances();
  readonly #history: Change[] = [];
  #cells: NotebookCell[];
  #running: NotebookCell | undefined;
  /** The cells that run again because their worker ended with one below that was stopped. */
  readonly #recovering = new Set<NotebookCell>();

  constructor({ data, runner, now }: NotebookOptions) {
    this.#runs = new CellRuns(runner);
    this.#now = now;
    let count = 0;
    this.#stored = data.cells.map((cell) => {
      const number = cell.type === "code" ? ++count : 0;
      return new NotebookCell(cell, {
        name: `Cell ${cell.executionCount ?? number}`,
        isAdded: false,
      });
    });
    this.#cells = [...this.#stored];
    for (const cell of this.#cells) cell.shownBasis = basisOf(this.#cells, cell);
    this.#appearances.changed(this.#cells);
  }

  get cells(): readonly LiveCell[] {
    return this.#cells;
  }

  /** Whether anything runs or waits. */
  get isBusy(): boolean {
    return this.#runs.isBusy;
  }

  /** What `undo` takes back, as a sentence; undefined if there is nothing. */
  get lastChange(): string | undefined {
    return this.#history.at(-1)?.change;
  }

  /** Hears everything that happens from now on; gives back how to stop that. */
  on(listener: (event: NotebookEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hands on what the kernel's cells show. */
  hear(output: CellOutput): void {
    this.#runs.hear(output);
  }

  /** Runs a cell, and before it the cells above whose text has not run. */
  async run(id: string): Promise<void> {
    const cell = this.#cell(id);
    const due = this.#dueAbove(cell);
    if (due.length > 0) this.#say(firstAbove(due.length));
    await this.#run([...due, cell]);
    if (cell.state === "done") this.#say(done(cell, due.length), { isQuiet: true });
  }

  /** Runs every cell, one after the other; an error ends that. */
  async runAll(): Promise<void> {
    const cells = this.#code();
    await this.#run(cells);
    if (cells.every(({ state }) => state === "done"))
      this.#say(allDone(cells.length), { isQuiet: true });
  }

  /** Runs every cell above one. */
  async runAbove(id: string): Promise<void> {
    const cell = this.#cell(id);
    const cells = this.#code(cell);
    await this.#run(cells);
    if (cells.every(({ state }) => state === "done")) this.#say(aboveDone(cell, cells.length));
  }

  /** Runs code that is no cell's; undefined if a cell above failed, so that it did not run. */
  async evaluate({ cell: id, source, output }: Evaluation): Promise<RunResult | undefined> {
    const cell = id === undefined ? undefined : this.#cell(id);
    let result: RunResult | undefined;
    const due = cell === undefined ? [] : this.#dueAbove(cell);
    if (due.length > 0) this.#say(firstAbove(due.length));
    const jobs = due.map((one) => this.#job(one));
    jobs.push({
      title: cell?.name.replace(/\d+$/, "[$&]") ?? "Page",
      begin: () => source,
      output,
      end: (ended) => {
        result = ended;
        return ended.status === "ok" || ended.status === "error";
      },
      skip: () => {},
    });
    await this.#push(jobs);
    return result;
  }

  /**
   * Ends what runs at once. The worker ends with it and all its values, so the cells above run again,
   * unless it is one of these that is stopped.
   */
  async stop(): Promise<void> {
    const stopped = this.#running;
    // At a second press the worker is a new one already.
    const isStopped = stopped === undefined && this.#recovering.size > 0;
    if (!this.isBusy || isStopped) return;
    const again =
      stopped === undefined || this.#recovering.has(stopped)
        ? []
        : this.#code(stopped).filter(({ run }) => run !== undefined);
    this.#say(stoppedAt(stopped, again.length));
    this.#endWorker();
    for (const cell of again) this.#recovering.add(cell);
    if (again.length > 0) await this.#run(again);
  }

  /** Ends the worker with all values; what cells show stays. */
  restart(): void {
    this.#say("Restarted: the values are gone, what the cells show stays.");
    this.#endWorker();
  }

  /** To be called when the worker has ended by itself. */
  workerDied(reason: string): void {
    this.#lose();
    this.#runs.cancel();
    this.#say(`${reason} Its values are gone: the next run begins with the cells above.`);
    this.#update();
  }

  /** Takes a source that the reader has written. */
  edit(id: string, source: string): void {
    this.#cell(id).source = source;
    this.#update();
  }

  /** Gives a cell a source that does not come from its editor, such as one that was kept. */
  write(id: string, source: string): void {
    this.#write(this.#cell(id), source);
    this.#update();
  }

  /** Adds a cell that was kept: not a change that can be undone. */
  insert({ id, source, after }: { id: string; source: string; after: string }): void {
    const at = this.#cells.findIndex((cell) => cell.id === after) + 1;
    this.#insert(addedCell(this.#cells, { id, source }), at);
  }

  /** Takes away a cell that is kept no more: not a change that can be undone. */
  take(id: string): void {
    const cell = this.#cell(id);
    if (cell.isAdded && cell.activity === undefined) this.#take(cell);
  }

  /** Gives a cell the source and the outputs that it was written with. */
  reset(id: string): void {
    const cell = this.#cell(id);
    if (!this.#isStill(cell)) return;
    const { source } = cell;
    this.#reset(cell);
    this.#record(`${cell.name} is as it was.`, () => this.#unreset(cell, source));
    this.#update();
  }

  /** Makes the page what it was when it was written, with a new worker. */
  resetAll(): void {
    this.#endWorker();
    const before = this.#cells;
    const sources = this.#stored.map((cell) => [cell, cell.source] as const);
    this.#cells = [...this.#stored];
    for (const cell of this.#cells) this.#reset(cell);
    this.#record("The page is as it was.", () => {
      for (const cell of before.filter(({ isAdded }) => isAdded)) this.#putBack(cell, before);
      for (const [cell, source] of sources) this.#unreset(cell, source);
    });
    this.#tell({ type: "cells" });
    this.#update();
  }

  /** Adds an empty code cell below another one, or above all. */
  add(after: string | undefined, given: { id?: string; source?: string } = {}): LiveCell {
    const at = after === undefined ? 0 : this.#cells.indexOf(this.#cell(after)) + 1;
    const cell = addedCell(this.#cells, given);
    this.#insert(cell, at);
    this.#record(`${cell.name} is added.`, () => this.#take(cell), cell);
    return cell;
  }

  /** Removes a cell that the reader added, and that does not run. */
  remove(id: string): void {
    const cell = this.#cell(id);
    if (!cell.isAdded) throw new TypeError(`remove: the cell must be an added one, got ${id}`);
    if (!this.#isStill(cell)) return;
    const before = this.#cells;
    this.#take(cell);
    this.#record(`${cell.name} is removed.`, () => this.#putBack(cell, before));
  }

  /** Takes back the last cell that was added, removed or reset, or the last reset of all. */
  undo(): void {
    const last = this.#history.at(-1);
    if (last === undefined || (last.added && !this.#isStill(last.added))) return;
    this.#history.pop();
    last.undo();
    this.#say("Undone.");
    this.#update();
  }

  /** Whether a cell neither runs nor waits; if it does, says so. */
  #isStill(cell: NotebookCell): boolean {
    if (cell.activity !== undefined) this.#say(`${cell.name} is ${cell.activity}: stop it first.`);
    return cell.activity === undefined;
  }

  #cell(id: string): NotebookCell {
    const found = this.#cells.find((cell) => cell.id === id);
    if (found === undefined) throw new RangeError(`cell: must be one of the page, got ${id}`);
    return found;
  }

  /** The cells that can run, all of them or those above one. */
  #code(above?: NotebookCell): NotebookCell[] {
    const cells =
      above === undefined ? this.#cells : this.#cells.slice(0, this.#cells.indexOf(above));
    return cells.filter((cell) => cell.type === "code" && !cell.isBlank);
  }

  #dueAbove(cell: NotebookCell): NotebookCell[] {
    return this.#code(cell).filter((one) => one.isDue && one.activity === undefined);
  }

  async #run(cells: readonly NotebookCell[]): Promise<void> {
    await this.#push(
      cells.filter((cell) => !this.#waiting.has(cell)).map((cell) => this.#job(cell)),
    );
  }

  async #push(jobs: readonly Job[]): Promise<void> {
    const ended = this.#runs.push(jobs);
    this.#update();
    this.#tell({ type: "busy", isBusy: true });
    await ended;
    this.#update();
    this.#tell({ type: "busy", isBusy: this.isBusy });
  }

  #job(cell: NotebookCell): Job {
    this.#waiting.add(cell);
    cell.activity ??= "waiting";
    const source = { text: "", basis: cell.shownBasis };
    return {
      title: cell.name.replace(/\d+$/, "[$&]"),
      begin: (run) => {
        source.text = cell.source;
        source.basis = basisOf(this.#cells, cell);
        this.#begin(cell, run);
        return source.text;
      },
      output: (output) => this.#tell({ type: "output", cell, output }),
      end: (result) => {
        cell.shownSource = source.text;
        cell.shownBasis = source.basis;
        return this.#end(cell, result);
      },
      skip: () => {
        this.#waiting.delete(cell);
        this.#recovering.delete(cell);
        if (cell.activity === "waiting") cell.activity = undefined;
      },
    };
  }

  #begin(cell: NotebookCell, run: number): void {
    this.#waiting.delete(cell);
    this.#running = cell;
    cell.activity = "running";
    cell.began = this.#now();
    cell.errorLine = undefined;
    cell.run = run;
    cell.executionCount = run;
    this.#tell({ type: "begin", cell });
    this.#update();
  }

  #end(cell: NotebookCell, result: RunResult): boolean {
    this.#running = undefined;
    this.#recovering.delete(cell);
    cell.took = this.#now() - (cell.began ?? 0);
    cell.began = undefined;
    cell.activity = this.#waiting.has(cell) ? "waiting" : undefined;
    cell.outcome = { ok: "done", error: "error", stopped: "stopped", died: "stopped" }[
      result.status
    ] as typeof cell.outcome;
    if (result.status === "error") {
      cell.errorLine = result.error.line;
      const waiting = cell.mayFail ? 0 : this.#waiting.size;
      this.#say(failed(cell, result.error, waiting), { isQuiet: waiting === 0 });
    }
    this.#tell({ type: "end", cell, result });
    this.#update();
    return result.status === "ok" || (result.status === "error" && cell.mayFail);
  }

  #endWorker(): void {
    this.#lose();
    this.#runs.restart();
    this.#update();
  }

  /** Nothing that has run is there any more. */
  #lose(): void {
    for (const cell of this.#cells) cell.run = undefined;
    this.#tell({ type: "lost" });
  }

  #reset(cell: NotebookCell): void {
    this.#write(cell, cell.storedSource);
    cell.shownSource = cell.storedSource;
    cell.shownBasis = this.#stored
      .slice(0, this.#stored.indexOf(cell))
      .filter((one) => one.type === "code" && one.storedSource.trim() !== "")
      .map((one) => [one.id, one.storedSource]);
    cell.run = undefined;
    cell.outcome = undefined;
    cell.took = undefined;
    cell.errorLine = undefined;
    this.#tell({ type: "restored", cell });
  }

  /** Undoes a reset, unless another window or the reader has written in the cell since. */
  #unreset(cell: NotebookCell, source: string): void {
    if (cell.source === cell.storedSource) this.#write(cell, source);
  }

  #write(cell: NotebookCell, source: string): void {
    if (cell.source === source) return;
    cell.source = source;
    this.#tell({ type: "source", cell });
  }

  #insert(cell: NotebookCell, at: number): void {
    this.#cells = this.#cells.toSpliced(at, 0, cell);
    this.#tell({ type: "cells" });
    this.#update();
  }

  /** Puts a cell in again that stood among others before; what has come since stays. */
  #putBack(cell: NotebookCell, before: readonly NotebookCell[]): void {
    this.#insert(cell, placeAmong(this.#cells, cell, before));
  }

  #take(cell: NotebookCell): void {
    this.#cells = this.#cells.filter((one) => one !== cell);
    this.#tell({ type: "cells" });
    this.#update();
  }

  #record(change: string, undo: () => void, added?: NotebookCell): void {
    this.#history.push({ change, undo, added });
    this.#say(change);
  }

  /** Tells of every cell that looks different from what was told last. */
  #update(): void {
    markStale(this.#cells);
    for (const cell of this.#appearances.changed(this.#cells)) this.#tell({ type: "cell", cell });
  }

  #say(sentence: string, { isQuiet = false } = {}): void {
    this.#tell({ type: "said", sentence, isQuiet });
  }

  #tell(event: NotebookEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
