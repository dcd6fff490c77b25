/// <reference lib="dom" />
import { MOST_STEPS, type Settings } from "../model/settings.ts";

export interface RunnerOptions {
  settings(): Settings;
  change(steps: number): void;
}

/** What readers who want little motion see: two updates a second, ten steps each. */
const CALM = { wait: 500, steps: 10 };

/** The buttons Run, Step and Reset. */
export class Runner {
  isRunning = false;
  readonly #options: RunnerOptions;
  readonly #run = button("run");
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#run.addEventListener("click", () => (this.isRunning ? this.pause() : this.#start()));
    button("step").addEventListener("click", () => {
      this.pause();
      this.#advance(1);
    });
    button("reset").addEventListener("click", () => {
      this.pause();
      options.change(0);
    });
  }

  pause(): void {
    this.isRunning = false;
    clearTimeout(this.#next);
    this.#run.textContent = "Run";
  }

  /** The page shows the step that was asked for: the next one may begin. */
  shown(): void {
    if (!this.isRunning) return;
    if (this.#options.settings().steps >= MOST_STEPS) this.pause();
    else if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      // Also shown, while it waits, is what another setting changes.
      clearTimeout(this.#next);
      this.#next = setTimeout(() => this.#advance(CALM.steps), CALM.wait);
    } else this.#advance(1);
  }

  #start(): void {
    this.isRunning = true;
    this.#run.textContent = "Pause";
    this.#advance(1);
  }

  #advance(steps: number): void {
    this.#options.change(Math.min(MOST_STEPS, this.#options.settings().steps + steps));
  }
}

function button(id: string): HTMLButtonElement {
  return document.getElementById(id) as HTMLButtonElement;
}
