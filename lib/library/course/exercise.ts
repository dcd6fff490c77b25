import { type ExerciseProgress, fingerprint, judged } from "../progress/index.ts";
import { answerText } from "./answer-text.ts";
import { Note } from "./note.ts";
import { type ExerciseRecord, sessionRecord } from "./progress-store.ts";
import { correct, incorrect, Verdict } from "./verdict.ts";
import { isMissing, NotAttemptedError, throwAtPlaceholder } from "./your-turn.ts";

/**
 * What an exercise asks: to write an answer, to predict a number before the cell runs, to choose one
 * of several, or to mend a program.
 */
export type ExerciseKind = "write" | "predict" | "choose" | "mend";

/** What an author writes of one exercise. */
export interface ExerciseDefinition<Answer> {
  /** The question in one or two sentences, as the lesson asks it. */
  question: string;
  /** At least one, from a nudge to almost the answer; `hint()` gives them one at a time. */
  hints: readonly string[];
  /** Code that answers the question, as it would stand in the cell. */
  solution: string;
  /** Why the right answer is right: said below the solution, and by `check`, which is given it. */
  why?: string;
  /** One question further, to think about or to try: said after success. */
  further?: string;
  /** What it asks of the learner; unless told, to write the answer. */
  kind?: ExerciseKind;
  /**
   * Judges an answer that is there: undefined and the placeholder never come here. What it throws
   * is reported as the answer's fault, so it may call the learner's function as it likes.
   */
  check(answer: Answer, why: string): Verdict;
}

// Read in a kernel, on pages with buttons, and where nothing can be typed: so it says how things are.
const NOT_ATTEMPTED = new Verdict("not attempted", "The answer goes where yourTurn() stands.");

/**
 * An exercise of a lesson, with the three verbs that people know: check, hint and solution. The
 * function `exercise` makes one, too, and finds the type of its answer.
 *
 * @throws {RangeError} for a definition without hints
 *
 * @example
 * ```ts
 * import { correct, Exercise, incorrect } from "dropout-lab/course";
 * const even = new Exercise<number>({
 *   question: "Name an even number.",
 *   hints: ["Two divides it."],
 *   solution: "4",
 *   check: (n) => (n % 2 === 0 ? correct("Half of it is whole.") : incorrect(`${n} is odd.`)),
 * });
 * even.check(3) // → Not yet. 3 is odd.
 * even.check(4) // → Correct. Half of it is whole.
 * even.isDone // → true
 * ```
 */
export class Exercise<Answer> {
  readonly question: string;
  readonly kind: ExerciseKind;
  readonly #definition: ExerciseDefinition<Answer>;
  #hintsGiven = 0;
  #record: ExerciseRecord = sessionRecord();
  /** The last answer that was judged. */
  #judged: string | undefined;

  constructor(definition: ExerciseDefinition<Answer>) {
    if (definition.hints.length === 0) {
      throw new RangeError("exercise: hints must hold at least 1, got 0");
    }
    this.question = definition.question;
    this.kind = definition.kind ?? "write";
    this.#definition = definition;
  }

  /** Whether a check has found an answer correct: for a lesson's exercise, in any session. */
  get isDone(): boolean {
    return this.#record.read().done;
  }

  /** What has been tried, and which hints were shown. @internal */
  get progress(): ExerciseProgress {
    return this.#record.read();
  }

  /** That of its question and solution, by which progress knows it to be the same. @internal */
  get fingerprint(): string {
    return fingerprint(`${this.question}\n${this.#definition.solution}`);
  }

  /** Keeps there what is done. @internal */
  keepIn(record: ExerciseRecord): void {
    this.#record = record;
  }

  /** Opens the exercise again. @internal */
  forget(): void {
    this.#record.forget();
  }

  /**
   * Judges an answer: correct and why, incorrect with the reason that fits it, or not attempted. It
   * never throws: an error of the learner's code makes the answer incorrect, and the verdict says
   * which error it was.
   *
   * @example
   * ```ts
   * import { naiveDropout } from "dropout-lab/course/naive-dropout";
   * naiveDropout.expected.check(75).outcome // → 'correct'
   * naiveDropout.expected.check(25).message
   * // → '25 is what is lost on average: p is the probability to drop.'
   * ```
   */
  check(answer?: Answer): Verdict {
    try {
      if (isMissing(answer)) return NOT_ATTEMPTED;
      const verdict = this.#definition.check(
        throwAtPlaceholder(answer as Answer),
        this.#definition.why ?? "",
      );
      this.#enter(answer, verdict);
      if (verdict.outcome === "correct") {
        const { further } = this.#definition;
        if (further !== undefined) {
          return correct(`${verdict.message}\n\nOne question further: ${further}`);
        }
      }
      return verdict;
    } catch (error) {
      if (error instanceof NotAttemptedError) return NOT_ATTEMPTED;
      const said = wordsOf(error);
      const verdict = incorrect(
        `Your answer stopped with an error before it could be judged: ${said}`,
      );
      this.#enter(answer, verdict);
      return verdict;
    }
  }

  #enter(answer: unknown, { outcome }: Verdict): void {
    if (outcome === "not attempted") return;
    const text = answerText(answer);
    const isRepeated = text !== undefined && text === this.#judged;
    this.#judged = text;
    this.#record.enter(judged({ isCorrect: outcome === "correct", isRepeated }));
  }

  /**
   * The next hint, or the one with a number from 1. After the last one it points to the
   * solution, and then begins again.
   *
   * @throws {RangeError} for a number that is no count from 1
   *
   * @example
   * ```ts
   * import { scalingFix } from "dropout-lab/course/scaling-fix";
   * scalingFix.scale.hint().text
   * // → 'Hint 1 of 2: A share 1 − p of the activations is kept. By what must they grow to make up for the rest?'
   * ```
   */
  hint(number: number = this.#hintsGiven + 1): Note {
    if (!Number.isSafeInteger(number) || number < 1) {
      throw new RangeError(`hint: number must be a count from 1, got ${number}`);
    }
    const { hints } = this.#definition;
    const hint = hints[number - 1];
    if (hint === undefined) {
      this.#hintsGiven = 0;
      return new Note(
        "There are no more hints. The solution shows an answer, and why it is right.",
      );
    }
    this.#hintsGiven = number;
    this.#record.enter(({ hints }) => ({ hints: Math.max(hints, number) }));
    const opening = `Hint ${this.#hintsGiven} of ${hints.length}:`;
    const isLast = this.#hintsGiven === hints.length;
    const text = isLast ? `${hint} (The last hint; the solution shows an answer.)` : hint;
    return new Note(`${opening} ${text}`, `**${opening}** ${text}`);
  }

  /**
   * Code that answers the question, and why it is right.
   *
   * @example
   * ```ts
   * import { scalingFix } from "dropout-lab/course/scaling-fix";
   * scalingFix.rate.solution().text.split("\n")[2] // → 'const rate = 0.5;'
   * ```
   */
  solution(): Note {
    const { solution, why } = this.#definition;
    this.#record.enter(() => ({ solution: true }));
    const [text, markdown] = why ? [`\n\nWhy: ${why}`, `\n\n**Why:** ${why}`] : ["", ""];
    return new Note(
      `Solution:\n\n${solution}${text}`,
      `**Solution:**\n\n\`\`\`ts\n${solution}\n\`\`\`${markdown}`,
    );
  }
}

/** What was thrown, in words. Code may throw anything, also what cannot be made a string. */
function wordsOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return "something that has no words";
  }
}

/**
 * An exercise; the type of its answer is that of its check.
 *
 * @throws {RangeError} for a definition without hints
 *
 * @example
 * ```ts
 * import { checkNumber, exercise } from "dropout-lab/course";
 * const half = exercise({
 *   question: "What is half of 100?",
 *   hints: ["Divide."],
 *   solution: "100 / 2",
 *   why: "50 + 50 is 100.",
 *   check: (answer: number, why) => checkNumber(answer, { expected: 50, why }),
 * });
 * half.check(50).text // → 'Correct. 50 + 50 is 100.'
 * ```
 */
export function exercise<Answer>(definition: ExerciseDefinition<Answer>): Exercise<Answer> {
  return new Exercise(definition);
}
