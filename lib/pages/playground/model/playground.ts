import { type Sums, sumsOf } from "./hundred-neurons.ts";
import type { Settings } from "./settings.ts";
import { Training, type TrainingSettings } from "./training.ts";
import { type View, viewOf } from "./view.ts";

/**
 * Longest time that an answer trains for, in milliseconds: so short that pictures follow a moving p
 * thirty times a second, since new settings wait for the answer before; what is drawn on the way to a
 * far step takes a tenth of the time.
 */
const PATIENCE = { first: 8, next: 40 };

/** Keeps the training that is shown, so that a next step is one step. */
export class Playground {
  #training: Training | undefined;
  #of = "";
  #asked: Settings | undefined;
  #sums: { readonly key: string; readonly sums: Sums } | undefined;

  /**
   * What the settings show. A training that is far from their step comes nearer with each call:
   * ask again until `step` is theirs. What is shown depends on the settings and that step alone.
   */
  view(settings: Settings): View {
    const training = this.#trainingFor(settings);
    const isAskedAgain = JSON.stringify(settings) === JSON.stringify(this.#asked);
    this.#asked = settings;
    const end = performance.now() + (isAskedAgain ? PATIENCE.next : PATIENCE.first);
    while (training.step < settings.steps && performance.now() < end) training.advance();
    return viewOf(training, settings, this.#sumsFor(settings));
  }

  #sumsFor({ mode, p, seed, input }: Settings): Sums {
    const key = JSON.stringify({ mode, p, seed, input });
    if (this.#sums?.key !== key) {
      this.#sums = { key, sums: sumsOf({ mode, p, seed, input }) };
    }
    return this.#sums.sums;
  }

  #trainingFor({ data, p, seed, hidden, steps }: Settings): Training {
    const wanted: TrainingSettings = { data, p, seed, hidden };
    const key = JSON.stringify(wanted);
    // There is no way back to an earlier step but from the beginning.
    if (this.#training === undefined || key !== this.#of || this.#training.step > steps) {
      this.#training = new Training(wanted);
      this.#of = key;
    }
    return this.#training;
  }
}
