import { type ExerciseProgress, UNTRIED } from "./progress.ts";

/** What was done with an exercise, given what there is of it. */
export type ExerciseChange = (before: ExerciseProgress) => Partial<ExerciseProgress>;

/**
 * Enters what was done with an exercise. One whose words are others than those that were kept begins
 * again; `words` is undefined where they are not known.
 */
export function enterExercise(
  kept: ExerciseProgress | undefined,
  change: ExerciseChange,
  { words, at }: { readonly words: string | undefined; readonly at: number },
): ExerciseProgress {
  const before = isOfWords(kept, words) ? kept : UNTRIED;
  const known = words ?? before.words;
  return { ...before, ...change(before), ...(known === undefined ? {} : { words: known }), at };
}

/** Whether something is kept of an exercise, and not of former words. */
export function isOfWords(
  kept: ExerciseProgress | undefined,
  words: string | undefined,
): kept is ExerciseProgress {
  if (kept === undefined) return false;
  return kept.words === undefined || words === undefined || kept.words === words;
}

/**
 * What a check found changes: an answer that was judged is a try, unless it is the last one again,
 * as by "Run all"; what was done once stays so.
 */
export function judged({
  isCorrect,
  isRepeated,
}: {
  readonly isCorrect: boolean;
  readonly isRepeated: boolean;
}): ExerciseChange {
  return ({ done, tries }) => ({
    done: done || isCorrect,
    tries: Math.min(tries + (isRepeated ? 0 : 1), Number.MAX_SAFE_INTEGER),
  });
}
