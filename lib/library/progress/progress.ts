import type { KnownLesson } from "./known-lesson.ts";

/** The number of this format. What has a higher one is left as it is. */
export const PROGRESS_FORMAT = 1;

/**
 * How far a reader has come with one lesson, and what they wrote there. This is what a page keeps in
 * its browser, and what a progress file holds, of a page or beside the notebooks in Jupyter; times
 * are milliseconds since 1970.
 */
export interface LessonProgress extends KnownLesson {
  readonly format: typeof PROGRESS_FORMAT;
  /** Empty where it is not known, as in Jupyter. */
  readonly title: string;
  /** By the exercise's name in its lesson; one that was never tried is absent. */
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** Where the reader was last; absent before they have moved. */
  readonly place?: Place;
  /** The lesson's cells that the reader changed, by the cell's id. */
  readonly cells: Readonly<Record<string, KeptEdit>>;
  /** The cells that the reader added, by the cell's id. */
  readonly added: Readonly<Record<string, KeptAddition>>;
}

/** What has been tried of one exercise. */
export interface ExerciseProgress {
  /** Whether an answer was ever found correct. */
  readonly done: boolean;
  /** How many answers were judged, right or wrong; "not attempted" does not count. */
  readonly tries: number;
  /** How many hints have been shown, from 0 to as many as there are. */
  readonly hints: number;
  /** Whether the solution has been shown. */
  readonly solution: boolean;
  /** The fingerprint of its question and solution: with others it is another exercise. */
  readonly words?: string;
  /** When anything of this last changed. */
  readonly at?: number;
}

/** The cell at the top of the window. */
export interface Place {
  readonly cell: string;
  readonly at: number;
}

/** A text of the reader's. */
interface KeptText {
  readonly source: string;
  /** When it was last changed. */
  readonly at: number;
  /** Other texts of this cell that the reader wrote and has not yet taken or thrown away. */
  readonly others?: readonly string[];
}

/** A cell of the lesson that the reader changed. */
export interface KeptEdit extends KeptText {
  /** The lesson's own text that was changed, by which a new version of the lesson is noticed. */
  readonly base: string;
}

/** A code cell that the reader added. */
export interface KeptAddition extends KeptText {
  /** The id of the cell above it; empty above all. */
  readonly after: string;
}

/** A progress file: the lessons of a course, in no order. */
export interface ProgressFile {
  readonly format: typeof PROGRESS_FORMAT;
  readonly lessons: readonly LessonProgress[];
}

/** What there is of an exercise that was never tried. */
export const UNTRIED: ExerciseProgress = { done: false, tries: 0, hints: 0, solution: false };

/** Nothing done and nothing written. */
export function noProgress(lesson: string, title: string): LessonProgress {
  return { format: PROGRESS_FORMAT, lesson, title, exercises: {}, cells: {}, added: {} };
}
