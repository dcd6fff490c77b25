import { Note } from "./note.ts";

/** The three outcomes of a check. */
export type Outcome = "correct" | "incorrect" | "not attempted";

const OPENINGS = {
  correct: "Correct.",
  incorrect: "Not yet.",
  "not attempted": "Not attempted.",
} as const;

/**
 * What a check found, and why. Its text is the message behind "Correct.", "Not yet." or "Not
 * attempted."; it prints alike on every kernel.
 *
 * @example
 * ```ts
 * import { Verdict } from "dropout-lab/course";
 * const verdict = new Verdict("incorrect", "1 is too small.");
 * verdict // → Not yet. 1 is too small.
 * [verdict.outcome, verdict.message] // → [ 'incorrect', '1 is too small.' ]
 * ```
 */
export class Verdict extends Note {
  readonly outcome: Outcome;
  readonly message: string;

  constructor(outcome: Outcome, message: string) {
    super(`${OPENINGS[outcome]} ${message}`, `**${OPENINGS[outcome]}** ${message}`);
    this.outcome = outcome;
    this.message = message;
  }
}

/**
 * The verdict on a right answer; the message says why it is right.
 *
 * @example
 * ```ts
 * import { correct } from "dropout-lab/course";
 * correct("Half of 100 is 50.") // → Correct. Half of 100 is 50.
 * ```
 */
export function correct(why: string): Verdict {
  return new Verdict("correct", why);
}

/**
 * The verdict on a wrong answer; the message says what is wrong with this answer and where to look.
 *
 * @example
 * ```ts
 * import { incorrect } from "dropout-lab/course";
 * incorrect("40 are dropped, not kept.") // → Not yet. 40 are dropped, not kept.
 * ```
 */
export function incorrect(reason: string): Verdict {
  return new Verdict("incorrect", reason);
}
