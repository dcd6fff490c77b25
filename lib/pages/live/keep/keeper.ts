/// <reference lib="dom" />
import type { LessonWork } from "./lesson-work.ts";
import { mergeProgress } from "./merge-progress.ts";
import type { PageStore } from "./page-store.ts";
import { type LessonProgress, noProgress } from "./progress.ts";
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
  readonly #tabs = new BroadcastChannel("dropout-lab");
  readonly #tell: (sentence: string | undefined) => void;
  /** What this tab and the storage both knew last. */
  #known: LessonProgress;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #damage: string | undefined;
  #isTaking = false;

  /** `tell` hears what is not kept and why, and undefined when all is. */
  constructor(
    work: LessonWork,
    { store, tell }: { store: PageStore; tell: (sentence: string | undefined) => void },
  ) {
    this.#work = work;
    this.#store = store;
    this.#tell = tell;
    const { lesson, title } = work.now();
    this.#known = noProgress(lesson, title);
  }

  /** Brings back what is kept; from then on what changes is kept. */
  async start(): Promise<void> {
    await this.write();
    const { lesson } = this.#known;
    this.#tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === lesson) void this.write();
    };
    // A reload ends what `pagehide` begins: in Chromium only what begins before it is written.
    addEventListener("beforeunload", () => void this.#flush());
    addEventListener("pagehide", () => void this.#flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.#flush();
      else void this.write();
    });
  }

  /** To be called when anything has changed. */
  changed(): void {
    if (this.#isTaking) return;
    this.#timer ??= setTimeout(() => void this.write(), DELAY);
  }

  /** Writes now; and takes what others have written since. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let known = this.#known;
    const { lesson, title } = known;
    try {
      const { hasChanged, damage } = await this.#store.update(lesson, (stored) => {
        known = this.#known;
        const mine = this.#work.now();
        const theirs = stored ?? noProgress(lesson, title);
        const merged = mergeProgress({ known, mine, theirs });
        // Here, where nobody can type in between, and no other write of this tab either.
        this.#known = merged;
        this.#take(merged, mine);
        return merged;
      });
      if (hasChanged) this.#tabs.postMessage(lesson);
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
    await this.write();
  }

  #take(merged: LessonProgress, mine: LessonProgress): void {
    if (JSON.stringify(merged) === JSON.stringify(mine)) return;
    this.#isTaking = true;
    this.#work.take(merged);
    this.#isTaking = false;
  }

  async #flush(): Promise<void> {
    if (this.#timer !== undefined) await this.write();
  }
}
