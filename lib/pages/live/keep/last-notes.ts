/// <reference lib="dom" />
import {
  isSameLesson,
  type KnownLesson,
  type LessonProgress,
  readProgress,
} from "dropout-lab/progress";

/** What a tab that was being closed had not written yet, and what it had last read. */
export interface LastNote {
  /** Where the note is. */
  readonly key: string;
  readonly known: LessonProgress;
  readonly mine: LessonProgress;
}

/** Where the notes of all tabs are that keep in a storage. */
export function notesBeside(store: string): string {
  return `${store}-last:`;
}

/**
 * Notes in localStorage, which is written at once: what a page begins to write into a database while
 * it is being left is lost in up to half of all cases (Chromium). They last until the next start.
 */
export function leaveNote({ key, known, mine }: LastNote): void {
  try {
    localStorage.setItem(key, JSON.stringify({ known, mine }));
  } catch {
    // Forbidden or full: the database may still take it.
  }
}

/** The notes of a lesson beside a storage that can be read. */
export function notesOf(lesson: KnownLesson, store: string): LastNote[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(notesBeside(store)))
      .flatMap((key) => readNote(key))
      .filter(({ mine }) => isSameLesson(mine, lesson));
  } catch {
    return [];
  }
}

export function removeNotes(keys: readonly string[]): void {
  try {
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Then there is none.
  }
}

function readNote(key: string): LastNote[] {
  try {
    const { known, mine } = JSON.parse(localStorage.getItem(key) ?? "{}");
    return [{ key, known: readProgress(known), mine: readProgress(mine) }];
  } catch {
    return [];
  }
}
