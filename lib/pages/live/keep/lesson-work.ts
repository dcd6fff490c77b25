import {
  type ExerciseChange,
  type ExerciseProgress,
  enterExercise,
  fingerprints,
  type LessonProgress,
  noProgress,
  type Place,
  UNTRIED,
} from "dropout-lab/progress";
import { collectWork } from "./collect-work.ts";
import { type Addition, type KeptCell, type Offer, restoreWork } from "./restore-work.ts";

/** What keeping needs of a notebook. */
export interface KeptNotebook {
  readonly cells: readonly (KeptCell & {
    readonly isAdded: boolean;
    /** The lesson's own text. */
    readonly storedSource: string;
  })[];
  /** Gives a cell a text that does not come from its editor. */
  write(id: string, source: string): void;
  /** Adds a cell, takes one away, without a way back. */
  insert(addition: Addition): void;
  take(id: string): void;
}

/** What a reader has done in a lesson: in its notebook, and beside it. */
export class LessonWork {
  readonly #notebook: KeptNotebook;
  readonly #listeners = new Set<() => void>();
  readonly #texts: Readonly<Record<string, string>>;
  #before: LessonProgress;
  #exercises: LessonProgress["exercises"] = {};
  #offers: readonly Offer[] = [];
  #place: Place | undefined;

  constructor(notebook: KeptNotebook, { page, title }: { page: string; title: string }) {
    this.#notebook = notebook;
    this.#texts = fingerprints(this.#lesson());
    this.#before = noProgress(page, title);
  }

  /** Hears when exercises, offers or the place have changed. */
  on(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** All of it, as it is kept. */
  now(): LessonProgress {
    const { cells } = this.#notebook;
    const { format, lesson, title } = this.#before;
    this.#before = {
      ...{ format, lesson, title, texts: this.#texts },
      exercises: this.#exercises,
      ...(this.#place === undefined ? {} : { place: this.#place }),
      ...collectWork(
        { lesson: this.#lesson(), cells, offers: this.#offers, now: Date.now() },
        this.#before,
      ),
    };
    return this.#before;
  }

  /** Makes the notebook what was kept; what has changed already is left alone. */
  take(kept: LessonProgress): void {
    this.#before = kept;
    this.#exercises = kept.exercises;
    this.#place = kept.place;
    const { edits, additions, offers } = restoreWork(this.#lesson(), kept);
    this.#offers = offers;
    for (const { id, isAdded, storedSource } of this.#notebook.cells) {
      if (!isAdded) this.#write(id, edits.get(id) ?? storedSource);
      else if (!Object.hasOwn(kept.added, id)) this.#notebook.take(id);
    }
    for (const addition of additions) {
      if (this.#has(addition.id)) this.#write(addition.id, addition.source);
      else this.#notebook.insert(addition);
    }
    this.#tell();
  }

  get exercises(): LessonProgress["exercises"] {
    return this.#exercises;
  }

  exercise(name: string): ExerciseProgress {
    return Object.hasOwn(this.#exercises, name) ? (this.#exercises[name] ?? UNTRIED) : UNTRIED;
  }

  /** Enters what was done with an exercise; `words` is their fingerprint, if it is known. */
  enter(name: string, change: ExerciseChange, words?: string): void {
    const entered = enterExercise(this.exercise(name), change, { words, at: Date.now() });
    this.#exercises = { ...this.#exercises, [name]: entered };
    this.#tell();
  }

  get place(): Place | undefined {
    return this.#place;
  }

  move(cell: string): void {
    if (cell === this.#place?.cell) return;
    this.#place = { cell, at: Date.now() };
    this.#tell();
  }

  /** Other texts of the reader's, for cells that have another one now. */
  get offers(): readonly Offer[] {
    return this.#offers;
  }

  /** Gives a cell the text that was offered; what it had is offered instead. */
  accept(offer: Offer): void {
    const cell = this.#notebook.cells.find(({ id }) => id === offer.cell);
    this.#drop(offer);
    if (cell === undefined) {
      const after = this.#notebook.cells.at(-1)?.id ?? "";
      const id = `${offer.cell}-${Date.now().toString(36)}`.slice(-64);
      this.#notebook.insert({ id, source: offer.source, after });
    } else {
      const { source } = cell;
      const isWritten = cell.isAdded || source !== cell.storedSource;
      if (isWritten) this.#offers = [...this.#offers, { ...offer, source }];
      this.#write(cell.id, offer.source);
    }
    this.#tell();
  }

  /** Throws an offered text away. */
  discard(offer: Offer): void {
    this.#drop(offer);
    this.#tell();
  }

  #drop(offer: Offer): void {
    const isIt = ({ cell, source }: Offer) => cell === offer.cell && source === offer.source;
    this.#offers = this.#offers.filter((one) => !isIt(one));
  }

  #lesson(): KeptCell[] {
    const own = this.#notebook.cells.filter(({ isAdded }) => !isAdded);
    return own.map(({ id, type, storedSource }) => ({ id, type, source: storedSource }));
  }

  #has(id: string): boolean {
    return this.#notebook.cells.some((cell) => cell.id === id);
  }

  #write(id: string, source: string): void {
    const cell = this.#notebook.cells.find((one) => one.id === id);
    if (cell !== undefined && cell.source !== source) this.#notebook.write(id, source);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
