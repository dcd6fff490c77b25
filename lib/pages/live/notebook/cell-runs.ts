import type { CellOutput, RunResult } from "dropout-lab-kernel/page-host";

/** What runs the cells: a page's kernel. It numbers its runs from 1. */
export interface CellRunner {
  run(source: string, options: { readonly title: string }): Promise<RunResult>;
  restart(): void;
}

/** One piece of code that is to run. */
export interface Job {
  /** What tracebacks call it. */
  readonly title: string;
  /** The run begins; gives back what is to run. */
  begin(run: number): string;
  /** What it shows, also later. */
  output(output: CellOutput): void;
  /** The run ended; whether those that wait are to run. */
  end(result: RunResult): boolean;
  /** It waited, and will not run. */
  skip(): void;
}

/** Runs one job after the other, and hands each what it shows. */
export class CellRuns {
  readonly #runner: CellRunner;
  readonly #shown = new Map<number, Job>();
  #waiting: Job[] = [];
  #running: Promise<void> | undefined;
  #current: Job | undefined;
  #count = 0;

  constructor(runner: CellRunner) {
    this.#runner = runner;
  }

  get isBusy(): boolean {
    return this.#current !== undefined || this.#waiting.length > 0;
  }

  /** Adds jobs after those that wait; resolves when nothing waits any more. */
  push(jobs: readonly Job[]): Promise<void> {
    this.#waiting.push(...jobs);
    this.#running ??= this.#drain();
    return this.#running;
  }

  /** Hands an output on to the job that made it. */
  hear(output: CellOutput): void {
    this.#shown.get(output.cell)?.output(output);
  }

  /** Lets nothing run that still waits. */
  cancel(): void {
    for (const job of this.#waiting.splice(0)) job.skip();
  }

  /** Ends what runs, with all that cells have declared; it is told at once that it was stopped. */
  restart(): void {
    this.cancel();
    this.#runner.restart();
    const stopped = this.#current;
    this.#current = undefined;
    stopped?.end({ status: "stopped" });
  }

  async #drain(): Promise<void> {
    // The caller adds all it has before the first one begins.
    await undefined;
    try {
      for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
        const run = ++this.#count;
        this.#shown.set(run, job);
        this.#current = job;
        const source = job.begin(run);
        const result = await this.#runner.run(source, { title: job.title });
        // One that was stopped has been told, and what waits now was asked for later.
        if (this.#current !== job) continue;
        this.#current = undefined;
        if (!job.end(result)) this.cancel();
      }
    } finally {
      // Also after what a listener throws: else no cell of the page would run again.
      this.#running = undefined;
      this.#current = undefined;
      this.cancel();
    }
  }
}
