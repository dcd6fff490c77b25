import { Note } from "./note.ts";
import { incorrect, Verdict } from "./verdict.ts";
import { isMissing, NotAttemptedError, throwAtPlaceholder } from "./your-turn.ts";

/** What an author writes of one exercise. */
export interface ExerciseDefinition<Answer> {
  /** The question in one or two sentences, as the lesson asks it. */
  question: string;
  /** At least one, from a nudge to almost the answer; `hint()` gives them one at a time. */
  hints: readonly string[];
  /** Code that answers the question, as it would stand in the cell. */
  solution: string;
  /**
   * Judges an answer that is there: undefined and the placeholder never come here. What it throws
   * is reported as the answer's fault, so it may call the learner's function as it likes.
   */
  check(answer: Answer): Verdict;
}

const NOT_ATTEMPTED = new Verdict(
  "not attempted",
  "Write your answer where yourTurn() stands, run that cell, then this one again. Stuck? hint() helps.",
);

/** An exercise of a lesson, with the three verbs that people know: check, hint and solution. */
export class Exercise<Answer> {
  readonly question: string;
  readonly #definition: ExerciseDefinition<Answer>;
  #hintsGiven = 0;
  #isDone = false;

  constructor(definition: ExerciseDefinition<Answer>) {
    if (definition.hints.length === 0) {
      throw new RangeError("exercise: hints must hold at least 1, got 0");
    }
    this.question = definition.question;
    this.#definition = definition;
  }

  /** Whether a check has found an answer correct in this session. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /**
   * Judges an answer: correct and why, incorrect with the reason that fits it, or not attempted.
   *
   * @example
   * ```ts
   * import { naiveDropout } from "dropout-lab/course";
   * naiveDropout.expected.check(75).outcome // → 'correct'
   * naiveDropout.expected.check(25).message
   * // → '25 is what is lost on average: p is the probability to drop.'
   * ```
   */
  check(answer?: Answer): Verdict {
    if (isMissing(answer)) return NOT_ATTEMPTED;
    try {
      const verdict = this.#definition.check(throwAtPlaceholder(answer as Answer));
      if (verdict.outcome === "correct") this.#isDone = true;
      return verdict;
    } catch (error) {
      if (error instanceof NotAttemptedError) return NOT_ATTEMPTED;
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return incorrect(`Your answer stopped with an error before it could be judged: ${said}`);
    }
  }

  /**
   * The next hint; after the last one, the last one again.
   *
   * @example
   * ```ts
   * import { scalingFix } from "dropout-lab/course";
   * scalingFix.scale.hint().text
   * // → 'Hint 1 of 2: A share 1 − p of the activations is kept. By what must they grow to make up for the rest?'
   * ```
   */
  hint(): Note {
    const { hints } = this.#definition;
    const index = Math.min(this.#hintsGiven, hints.length - 1);
    this.#hintsGiven++;
    const opening = `Hint ${index + 1} of ${hints.length}:`;
    return new Note(`${opening} ${hints[index]}`, `**${opening}** ${hints[index]}`);
  }

  /**
   * Code that answers the question.
   *
   * @example
   * ```ts
   * import { naiveDropout } from "dropout-lab/course";
   * naiveDropout.expected.solution().text
   * // → 'Solution:\n\nconst expected = 100 * (1 - 0.25);'
   * ```
   */
  solution(): Note {
    const { solution } = this.#definition;
    return new Note(`Solution:\n\n${solution}`, `**Solution:**\n\n\`\`\`ts\n${solution}\n\`\`\``);
  }
}

/**
 * An exercise; the type of its answer is that of its check.
 *
 * @example
 * ```ts
 * import { checkNumber, exercise } from "dropout-lab/course";
 * const half = exercise({
 *   question: "What is half of 100?",
 *   hints: ["Divide."],
 *   solution: "100 / 2",
 *   check: (answer: number) => checkNumber(answer, { expected: 50, why: "50 + 50 is 100." }),
 * });
 * half.check(50).text // → 'Correct. 50 + 50 is 100.'
 * ```
 */
export function exercise<Answer>(definition: ExerciseDefinition<Answer>): Exercise<Answer> {
  return new Exercise(definition);
}
