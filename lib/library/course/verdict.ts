import { Note } from "./note.ts";

/** The three outcomes of a check. */
export type Outcome = "correct" | "incorrect" | "not attempted";

const OPENINGS = {
  correct: "Correct.",
  incorrect: "Not yet.",
  "not attempted": "Not attempted.",
} as const;

/** What a check found, and why; prints alike on every kernel. */
export class Verdict extends Note {
  readonly outcome: Outcome;
  readonly message: string;

  constructor(outcome: Outcome, message: string) {
    super(`${OPENINGS[outcome]} ${message}`, `**${OPENINGS[outcome]}** ${message}`);
    this.outcome = outcome;
    this.message = message;
  }
}

/** The answer is right; the message says why it is. */
export function correct(why: string): Verdict {
  return new Verdict("correct", why);
}

/** The answer is wrong; the message names what is wrong with this answer and where to look. */
export function incorrect(reason: string): Verdict {
  return new Verdict("incorrect", reason);
}
