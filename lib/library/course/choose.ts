import { describe } from "./check-number.ts";
import { Exercise, type ExerciseDefinition } from "./exercise.ts";
import { correct, incorrect } from "./verdict.ts";

/** What an author writes of an exercise with options; the question names them by their keys. */
export interface Choice extends Omit<ExerciseDefinition<string>, "check" | "kind"> {
  /** The key of the right option. */
  right: string;
  /** The wrong options by key, each with the reason that fits it. */
  wrong: Readonly<Record<string, string>>;
  why: string;
}

/**
 * An exercise that is answered by the key of one option: `"a"`, with whatever case and spaces.
 *
 * @throws {RangeError} if there is no wrong option, or the right one is among the wrong
 *
 * @example
 * ```ts
 * import { choose } from "dropout-lab/course";
 * const stage = choose({
 *   question: "When does dropout drop? (a) in training (b) in use (c) always",
 *   right: "a",
 *   wrong: { b: "In use every neuron is needed.", c: "In use nothing is dropped." },
 *   hints: ["When is noise of use?"],
 *   solution: 'const stage = "a";',
 *   why: "The noise is for training.",
 * });
 * stage.check("a") // → Correct. The noise is for training.
 * stage.check("c") // → Not yet. In use nothing is dropped.
 * ```
 */
export function choose({ right, wrong, ...definition }: Choice): Exercise<string> {
  const keys = [...Object.keys(wrong), right].sort();
  if (keys.length < 2 || new Set(keys.map(plain)).size < keys.length) {
    throw new RangeError(
      `choose: wrong must hold at least one key, and not the right one, got ${keys.join(", ")}`,
    );
  }
  const options = keys.map((key) => `"${key}"`).join(", ");
  return new Exercise<string>({
    ...definition,
    kind: "choose",
    check: (answer, why) => {
      if (typeof answer !== "string") {
        return incorrect(`The answer must be one of ${options}, and this is ${describe(answer)}.`);
      }
      const chosen = plain(answer);
      if (chosen === plain(right)) return correct(why);
      const reason = Object.entries(wrong).find(([key]) => plain(key) === chosen)?.[1];
      return incorrect(reason ?? `The answer must be one of ${options}, and this is "${answer}".`);
    },
  });
}

/** A key without its case and the spaces and parentheses around it, which do not count. */
function plain(key: string): string {
  return key.replace(/^[\s(]+|[\s)]+$/g, "").toLowerCase();
}
