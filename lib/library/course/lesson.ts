import type { Exercise } from "./exercise.ts";
import { Note } from "./note.ts";

/** A lesson's exercises by name, and how many of them are done. */
export type Lesson<Exercises> = Readonly<Exercises> & {
  /** Which exercises of the lesson are done in this session. */
  progress(): Note;
};

/**
 * Puts exercises together as a lesson's. The name is that of the notebook; the object that it
 * returns is frozen.
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
  return Object.freeze({ ...exercises, progress: () => progressOf(name, exercises) });
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
