/// <reference lib="dom" />
import { type LessonProgress, mergeProgress, noProgress } from "dropout-lab/progress";
import { type LastNote, leaveNote, notesBeside, notesOf, removeNotes } from "./last-notes.ts";
import type { LessonWork } from "./lesson-work.ts";
import type { PageStore } from "./page-store.ts";
import { whyDamaged, whyNotKept } from "./why-not-kept.ts";

/** Between a change and its writing, in milliseconds. */
const DELAY = 200;

/**
 * Keeps a reader's work in the browser while they type, and takes what other tabs write of the same
 * lesson. What cannot be kept is told in one sentence; the work goes on in any case.
 */
export class Keeper {
  readonly #work: LessonWork;
  readonly #store: PageStore;
  readonly #tell: (sentence: string | undefined) => void;
  /** Where this tab leaves its note. */
  readonly #note: string;
  #tabs: BroadcastChannel | undefined;
  #notes: readonly LastNote[] = [];
  /** What this tab and the storage both know once all writes have ended. */
  #known: LessonProgress;
  /** The same, of the writes that have ended. */
  #stored: LessonProgress;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many changes there were, and how many of them are kept. */
  #changes = 0;
  #kept = 0;
  #damage: string | undefined;
  #isTaking = false;

  /** `tell` hears what is not kept and why, and undefined when all is. */
  constructor(
    work: LessonWork,
    { store, tell }: { store: PageStore; tell: (sentence: string | undefined) => void },
  ) {
    this.#work = work;
    this.#store = store;
    this.#note = `${notesBeside(store.name)}${Math.random().toString(36).slice(2)}`;
    this.#tell = tell;
    const { lesson, title } = work.now();
    this.#known = noProgress(lesson, title);
    this.#stored = this.#known;
  }

  /** Brings back what is kept; from then on what changes is kept. */
  async start(): Promise<void> {
    const { lesson } = this.#known;
    this.#notes = notesOf(this.#work.now(), this.#store.name);
    await this.write();
    this.#tabs = listen(this.#store.name, lesson, () => void this.write());
    for (const event of ["beforeunload", "pagehide"]) addEventListener(event, () => this.#leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#leave();
      else void this.write();
    });
  }

  /** To be called when anything has changed. */
  changed(): void {
    if (this.#isTaking) return;
    this.#changes++;
    this.#timer ??= setTimeout(() => void this.write(), DELAY);
  }

  /** Writes now, and takes what others have written since. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let [known, changes, notes] = [this.#known, this.#changes, this.#notes];
    let merged = known;
    const { lesson, title } = known;
    try {
      const { hasChanged, damage } = await this.#store.update(this.#work.now(), (stored) => {
        [known, changes, notes] = [this.#known, this.#changes, this.#notes];
        const theirs = notes.reduce(
          (theirs, note) => mergeProgress({ ...note, theirs }),
          stored ?? noProgress(lesson, title),
        );
        const mine = this.#work.now();
        merged = mergeProgress({ known, mine, theirs });
        // Here, where nobody can type in between, and no other write of this tab either.
        this.#known = merged;
        this.#take(merged, mine);
        return merged;
      });
      this.#stored = merged;
      this.#kept = changes;
      this.#notes = [];
      removeNotes(notes.map(({ key }) => key));
      if (!this.#isUnwritten) removeNotes([this.#note]);
      if (hasChanged) this.#tabs?.postMessage(lesson);
      if (damage !== undefined) this.#damage = whyDamaged(damage);
      this.#tell(this.#damage);
    } catch (error) {
      this.#known = known;
      this.#tell(whyNotKept(error));
    }
  }

  /** Takes progress from a file, with what is there. */
  async merge(theirs: LessonProgress): Promise<void> {
    const mine = this.#work.now();
    const known = noProgress(mine.lesson, mine.title);
    this.#take(mergeProgress({ known, mine, theirs }), mine);
    this.changed();
    await this.write();
  }

  get #isUnwritten(): boolean {
    return this.#kept !== this.#changes;
  }

  #take(merged: LessonProgress, mine: LessonProgress): void {
    if (JSON.stringify(merged) === JSON.stringify(mine)) return;
    this.#isTaking = true;
    this.#work.take(merged);
    this.#isTaking = false;
  }

  /** The page may end now, or be left for good by a phone. */
  #leave(): void {
    if (!this.#isUnwritten) return;
    leaveNote({ key: this.#note, known: this.#stored, mine: this.#work.now() });
    void this.write();
  }
}

/** Hears when another tab has written; without a channel, only when this one is looked at again. */
function listen(store: string, lesson: string, heard: () => void): BroadcastChannel | undefined {
  try {
    const tabs = new BroadcastChannel(store);
    tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === lesson) heard();
    };
    return tabs;
  } catch {
    return undefined;
  }
}
