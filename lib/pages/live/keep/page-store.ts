/// <reference lib="dom" />
import {
  isSameLesson,
  type KnownLesson,
  type LessonProgress,
  ProgressError,
  readProgress,
} from "dropout-lab/progress";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface Schema extends DBSchema {
  /** What is kept of each lesson, by the key of its page: anything, until it has been read. */
  lessons: { key: string; value: unknown };
  /** What could not be read. */
  aside: { key: number; value: { lesson: string; reason: string; at: number; stored: unknown } };
}

/**
 * The browser's storage for all lessons. Pages from disk share one, so that each lesson is kept under
 * the key of its page. Every promise may reject: there may be no storage, no room, or a newer page's storage.
 */
export class PageStore {
  /** That of the database, and what else is kept beside it is named after it. */
  readonly name: string;
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  /** A reader who shares the browser with others has a storage of their own. */
  constructor(reader?: string) {
    this.name = reader === undefined ? "dropout-lab" : `dropout-lab-${reader}`;
  }

  /** What is kept of every lesson, but for what cannot be read. */
  async all(): Promise<LessonProgress[]> {
    return readable(await (await this.#open()).getAll("lessons"));
  }

  /**
   * Reads what is kept of a lesson and writes what `change` makes of it, with no other tab in
   * between. What is damaged is set aside and its reason told; a newer page's is left as it is. What
   * a version of the lesson with another key has kept moves to this one's.
   *
   * @throws {ProgressError} for what a newer page has stored
   */
  async update(
    lesson: KnownLesson,
    change: (stored: LessonProgress | undefined) => LessonProgress,
  ): Promise<{ readonly hasChanged: boolean; readonly damage?: string }> {
    const transaction = (await this.#open()).transaction(["lessons", "aside"], "readwrite");
    // Its own rejection is that of the request that failed.
    transaction.done.catch(() => {});
    const lessons = transaction.objectStore("lessons");
    const { lesson: key } = lesson;
    const own = await lessons.get(key);
    const former =
      own === undefined
        ? readable(await lessons.getAll()).find((one) => isSameLesson(one, lesson))
        : undefined;
    const stored = own ?? former;
    let known: LessonProgress | undefined;
    let damage: string | undefined;
    try {
      known = stored === undefined ? undefined : { ...readProgress(stored), lesson: key };
    } catch (error) {
      if (!(error instanceof ProgressError) || error.isNewer) throw error;
      damage = error.message;
      const aside = { lesson: key, reason: error.message, at: Date.now(), stored };
      await transaction.objectStore("aside").add(aside);
    }
    const changed = change(known);
    const hasChanged = JSON.stringify(changed) !== JSON.stringify(stored);
    if (hasChanged) await lessons.put(changed, key);
    if (former !== undefined) await lessons.delete(former.lesson);
    // Asked for at once: a page that is being closed does not live to the end of the turn.
    transaction.commit();
    await transaction.done;
    return damage === undefined ? { hasChanged } : { hasChanged, damage };
  }

  /** Opens the database at the first call, and again after it was lost. */
  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(this.name, 1, {
      upgrade(database) {
        database.createObjectStore("lessons");
        database.createObjectStore("aside", { autoIncrement: true });
      },
      // A newer page waits for this one to let go.
      blocking: (_version, _newer, event) => {
        (event.target as IDBDatabase).close();
        this.#database = undefined;
      },
      terminated: () => {
        this.#database = undefined;
      },
    }).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }
}

/** Those that can be read. */
function readable(stored: readonly unknown[]): LessonProgress[] {
  return stored.flatMap((one) => {
    try {
      return [readProgress(one)];
    } catch {
      return [];
    }
  });
}
