/**
 * What a learner has done in the lessons: one format for pages and for Jupyter, to read, join, keep
 * in a file and sum up.
 *
 * @module
 */
export { type ExerciseChange, enterExercise, isOfWords, judged } from "./enter-exercise.ts";
export {
  fingerprint,
  fingerprints,
  isSameLesson,
  type KnownLesson,
  nameOf,
} from "./known-lesson.ts";
export {
  joinLessons,
  mergeExercise,
  mergeProgress,
  type Sides,
  type Text,
  withOthers,
} from "./merge-progress.ts";
export {
  type ExerciseProgress,
  type KeptAddition,
  type KeptEdit,
  type LessonProgress,
  noProgress,
  type Place,
  PROGRESS_FORMAT,
  type ProgressFile,
  UNTRIED,
} from "./progress.ts";
export { changeProgressFile, readProgressFile, type Tell } from "./progress-file.ts";
export { PROGRESS_FILE_NAME, progressPath } from "./progress-path.ts";
export {
  formatProgressFile,
  ProgressError,
  parseProgressFile,
  readProgress,
} from "./read-progress.ts";
export {
  doneOf,
  exerciseLine,
  type SummaryExercise,
  type SummaryLesson,
  summaryLesson,
  summaryPage,
  summaryText,
} from "./summary.ts";
