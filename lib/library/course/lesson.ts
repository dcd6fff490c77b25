import type { Exercise } from "./exercise.ts";
import { Note } from "./note.ts";

/** A lesson's exercises by name, and how many of them are done. */
export type Lesson<Exercises> = Readonly<Exercises> & {
  /** Which exercises of the lesson are done in this session. */
  progress(): Note;
};

/** Puts exercises together as a lesson's: `lesson("01-naive-dropout", { spread, drop })`. */
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
