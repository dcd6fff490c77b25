import {
  changeProgressFile,
  type ExerciseChange,
  type ExerciseProgress,
  enterExercise,
  isOfWords,
  type LessonProgress,
  mergeExercise,
  nameOf,
  noProgress,
  progressPath,
  readProgressFile,
  UNTRIED,
} from "../progress/index.ts";

/** Where it is kept what was done with one exercise. */
export interface ExerciseRecord {
  read(): ExerciseProgress;
  enter(change: ExerciseChange): void;
  /** As if it had never been tried. */
  forget(): void;
}

/** A record that lasts as long as the session. */
export function sessionRecord(): ExerciseRecord {
  let kept = UNTRIED;
  return {
    read: () => kept,
    enter: (change) => {
      kept = { ...kept, ...change(kept) };
    },
    forget: () => {
      kept = UNTRIED;
    },
  };
}

/** Where the kernel began: a cell may go elsewhere later. */
const START = workingDirectory();

/** What has been said already: one sentence is enough for all exercises. */
const said = new Set<string>();

/**
 * The record of an exercise of a lesson in the file of progress, and in the session where there is no
 * file. `words` is the fingerprint of the exercise's words: one that has changed is open again. Where
 * the file cannot be written, one sentence says so, once.
 */
export function recordOf(lesson: string, exercise: string, words: string): ExerciseRecord {
  let kept = UNTRIED;
  /** Gives undefined where there is no file, or none that can be used. */
  const withFile = <Result>(act: (path: string) => Result): Result | undefined => {
    const file = progressPath(START);
    if (file === undefined) return undefined;
    try {
      return act(file);
    } catch (error) {
      const { message } = error as Error;
      tellOnce(
        "unwritten",
        `Progress is kept in this session only, since its file cannot be used (${message}); DROPOUT_LAB_PROGRESS names another place.`,
      );
      return undefined;
    }
  };
  const change = (make: (before: ExerciseProgress | undefined) => ExerciseProgress | undefined) =>
    withFile((file) =>
      changeProgressFile(
        file,
        (lessons) => changed(lessons, { lesson, exercise, make }),
        (sentence) => tellOnce(sentence, sentence),
      ),
    );
  return {
    read: () => {
      const lessons = withFile((file) =>
        readProgressFile(file, (sentence) => tellOnce(sentence, sentence)),
      );
      const stored = lessons && exerciseIn(lessons, lesson, exercise);
      return isOfWords(stored, words) ? mergeExercise(kept, stored) : kept;
    },
    enter: (make) => {
      const at = Date.now();
      kept = enterExercise(kept, make, { words, at });
      change((before) => {
        const entered = enterExercise(before, make, { words, at });
        kept = mergeExercise(kept, entered);
        return entered;
      });
    },
    forget: () => {
      kept = UNTRIED;
      change(() => undefined);
    },
  };
}

function workingDirectory(): string | undefined {
  try {
    return globalThis.process?.cwd?.();
  } catch {
    // It has been removed.
    return undefined;
  }
}

function tellOnce(key: string, sentence: string): void {
  if (said.has(key)) return;
  said.add(key);
  console.warn(sentence);
}

function exerciseIn(
  lessons: readonly LessonProgress[],
  lesson: string,
  exercise: string,
): ExerciseProgress | undefined {
  const exercises = lessons.find((one) => nameOf(one.lesson) === lesson)?.exercises ?? {};
  return Object.hasOwn(exercises, exercise) ? exercises[exercise] : undefined;
}

interface Change {
  readonly lesson: string;
  readonly exercise: string;
  readonly make: (before: ExerciseProgress | undefined) => ExerciseProgress | undefined;
}

/** The lessons with one exercise made another; the same list where nothing changes. */
function changed(
  lessons: readonly LessonProgress[],
  { lesson, exercise, make }: Change,
): readonly LessonProgress[] {
  const before = exerciseIn(lessons, lesson, exercise);
  const after = make(before);
  if (before === undefined && after === undefined) return lessons;
  const there = lessons.find((one) => nameOf(one.lesson) === lesson);
  const { [exercise]: _, ...others } = there?.exercises ?? {};
  const exercises = after === undefined ? others : { ...others, [exercise]: after };
  const entered = { ...(there ?? noProgress(lesson, "")), exercises };
  return there === undefined
    ? [...lessons, entered]
    : lessons.map((one) => (one === there ? entered : one));
}
