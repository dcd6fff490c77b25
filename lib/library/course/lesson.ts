import type { Exercise } from "./exercise.ts";
import { Note } from "./note.ts";
import { markerOf } from "./progress-store.ts";

/** A lesson's exercises by name, and how many of them are done. */
export type Lesson<Exercises> = Readonly<Exercises> & {
  /**
   * Which exercises of the lesson are done, in this session or an earlier one. With `forget` all
   * are open again.
   */
  progress(options?: { forget?: boolean }): Note;
};

/**
 * Puts exercises together as a lesson's. The name is that of the notebook; the object that it
 * returns is frozen. What is done is kept beyond the session, in the folder that
 * DROPOUT_LAB_PROGRESS names, else in `dropout-lab/progress` in the user's data; with `off`, and in a
 * browser, in this session only. An exercise whose question or solution has changed is open again.
 *
 * @throws {RangeError} for an exercise named `progress`
 *
 * @example
 * ```ts
 * import { correct, exercise, incorrect, lesson } from "dropout-lab/course";
 * const half = exercise({
 *   question: "What is half of 100?",
 *   hints: ["Divide."],
 *   solution: "100 / 2",
 *   check: (n: number) => (n === 50 ? correct("50 + 50 is 100.") : incorrect("Divide by 2.")),
 * });
 * const halves = lesson("05-halves", { half });
 * halves.half.check(50) // → Correct. 50 + 50 is 100.
 * halves.progress()
 * // → 05-halves: 1 of 1 exercises done.
 * //     ✓ half
 * ```
 */
export function lesson<Exercises extends Record<string, Exercise<never>>>(
  name: string,
  exercises: Exercises,
): Lesson<Exercises> {
  if ("progress" in exercises) {
    throw new RangeError("lesson: no exercise must be named progress, got one that is");
  }
  for (const [key, exercise] of Object.entries(exercises)) {
    exercise.keepIn(markerOf(name, key, exercise.words));
  }
  const progress = ({ forget = false } = {}) => {
    if (forget) for (const exercise of Object.values(exercises)) exercise.forget();
    return progressOf(name, exercises);
  };
  return Object.freeze({ ...exercises, progress });
}

function progressOf(name: string, exercises: Record<string, Exercise<never>>): Note {
  const entries = Object.entries(exercises);
  const done = entries.filter(([, { isDone }]) => isDone).length;
  const opening = `${name}: ${done} of ${entries.length} exercises done.`;
  const lines = entries.map(([key, { isDone }]) => ({ mark: isDone ? "✓" : "○", key }));
  return new Note(
    [opening, ...lines.map(({ mark, key }) => `  ${mark} ${key}`)].join("\n"),
    [`**${opening}**`, "", ...lines.map(({ mark, key }) => `- ${mark} ${key}`)].join("\n"),
  );
}
