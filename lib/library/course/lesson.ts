import { doneOf, exerciseLine } from "../progress/index.ts";
import type { Exercise } from "./exercise.ts";
import { Note } from "./note.ts";
import { recordOf } from "./progress-store.ts";

/** A lesson's exercises by name, and how many of them are done. */
export type Lesson<Exercises> = Readonly<Exercises> & {
  /**
   * Which exercises of the lesson are done, in this session or an earlier one, with how many tries
   * and hints. With `forget` all are open again.
   */
  progress(options?: { forget?: boolean }): Note;
};

/**
 * Puts exercises together as a lesson's. The name is that of the notebook; the object that it
 * returns is frozen. What is done is kept beyond the session, in the file
 * `dropout-lab-progress.json` of the working directory, which in Jupyter is the notebook's folder.
 * DROPOUT_LAB_PROGRESS names another file (`….json`) or folder; with `off`, and in a browser, it is
 * kept in this session only. An exercise whose question or solution has changed is open again.
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
 * //     ✓ half (1 try)
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
    exercise.keepIn(recordOf(name, key, exercise.fingerprint));
  }
  const progress = ({ forget = false } = {}) => {
    if (forget) for (const exercise of Object.values(exercises)) exercise.forget();
    return progressOf(name, exercises);
  };
  return Object.freeze({ ...exercises, progress });
}

function progressOf(name: string, exercises: Record<string, Exercise<never>>): Note {
  const listed = Object.entries(exercises).map(([name, { progress }]) => ({ name, ...progress }));
  const opening = `${name}: ${doneOf(listed)}.`;
  const lines = listed.map(exerciseLine);
  return new Note(
    [opening, ...lines.map((line) => `  ${line}`)].join("\n"),
    [`**${opening}**`, "", ...lines.map((line) => `- ${line}`)].join("\n"),
  );
}
