import type { Exercise } from "../index.ts";

/** An answer that must be wrong, of whatever kind, and what its verdict must say. */
type Wrong<Answer> = readonly [
  answer: Answer extends (...inputs: infer Inputs) => unknown
    ? ((...inputs: Inputs) => unknown) | string | number | boolean | readonly unknown[] | null
    : unknown,
  reason: RegExp,
];

/** Right and wrong answers to one exercise. */
export interface ListedAnswers<Answer> {
  /** At least two, in different styles. */
  right: readonly Answer[];
  /** At least four, each with its own reason. */
  wrong: readonly Wrong<Answer>[];
}

/** The answers to all exercises of a lesson, by key. */
export type Answers<Lesson> = {
  [Key in keyof Lesson as Lesson[Key] extends Exercise<never>
    ? Key
    : never]: Lesson[Key] extends Exercise<infer Answer> ? ListedAnswers<Answer> : never;
};
