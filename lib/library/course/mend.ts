import { describe } from "./check-number.ts";
import { Exercise, type ExerciseDefinition } from "./exercise.ts";
import { correct, incorrect, Verdict } from "./verdict.ts";

/** What an author writes of an exercise whose cell holds a faulty program. */
export interface Repair<Program, Seen> extends Omit<ExerciseDefinition<Program>, "check" | "kind"> {
  /** The program as the cell gives it, with its fault. */
  given: Program;
  /**
   * Runs a program on inputs that the seed decides, and gives back what is seen of it, as plain data:
   * numbers, strings, booleans, null and undefined, and arrays and records of such. The seed, a whole
   * number below 2^32, is another for each check.
   */
  run(program: Program, seed: number): Seen;
  /** The reason that fits what is wrong with what was seen, or undefined if nothing is. */
  fault(seen: Seen, seed: number): string | undefined;
  why: string;
}

/**
 * An exercise that gives a program with a fault, a function in its cell, which the learner mends. The
 * check runs it: while it does just what it did, nothing is attempted; then `fault` judges what it
 * does, never how it is written. The given program may stop with an error: that is a fault, too.
 *
 * @example
 * ```ts
 * import { mend, seeded } from "dropout-lab/course";
 * const keeps = mend({
 *   question: "This keeps a value with probability p, and p is the probability to drop. Mend it.",
 *   given: (p: number, random: () => number) => random() < p,
 *   run: (program, seed) => {
 *     const random = seeded(seed);
 *     return Array.from({ length: 10_000 }, () => program(0.2, random)).filter(Boolean).length;
 *   },
 *   fault: (kept) =>
 *     Math.abs(kept - 8_000) < 400 ? undefined : `It keeps ${kept} of 10,000 at p = 0.2.`,
 *   hints: ["At p = 0.2 eight of ten are kept."],
 *   solution: "const keeps = (p, random) => random() >= p;",
 *   why: "random() is at least p in a share 1 - p of all calls.",
 * });
 * keeps.check((p, random) => random() < p).outcome // → 'not attempted'
 * keeps.check((p, random) => random() >= p).outcome // → 'correct'
 * keeps.check(() => true).message // → 'It keeps 10000 of 10,000 at p = 0.2.'
 * ```
 */
export function mend<Program extends (...inputs: never[]) => unknown, Seen>({
  given,
  run,
  fault,
  ...definition
}: Repair<Program, Seen>): Exercise<Program> {
  return new Exercise<Program>({
    ...definition,
    kind: "mend",
    check: (answer, why) => {
      if (typeof answer !== "function") {
        return incorrect(
          `The answer must be the program, a function, and this is ${describe(answer)}.`,
        );
      }
      const seed = Math.floor(Math.random() * 4294967296);
      const before = outcomeOf(() => run(given, seed));
      const now = outcomeOf(() => run(answer, seed));
      if (isSame(before, now)) return UNCHANGED;
      if ("error" in now) throw now.error;
      const reason = fault(now.seen, seed);
      return reason === undefined ? correct(why) : incorrect(reason);
    },
  });
}

const UNCHANGED = new Verdict("not attempted", "The program still does what it did.");

/** What was seen of a program, or the error with which it stopped. */
type Outcome<Seen> = { readonly seen: Seen } | { readonly error: unknown };

function outcomeOf<Seen>(run: () => Seen): Outcome<Seen> {
  try {
    return { seen: run() };
  } catch (error) {
    return { error };
  }
}

/**
 * Whether two programs did the same. What cannot be told apart is not taken for the same: a mended
 * program would go for one that is as it was.
 */
function isSame(before: Outcome<unknown>, now: Outcome<unknown>): boolean {
  if ("error" in before || "error" in now) {
    return "error" in before && "error" in now && String(before.error) === String(now.error);
  }
  const words = inWords(before.seen);
  if (words === undefined) {
    throw new TypeError(
      "mend: run must give back plain data (numbers, strings, booleans, null, arrays, records) of the given program",
    );
  }
  return words === inWords(now.seen);
}

/** Plain data as a text that is the same for the same data; undefined for other data. */
function inWords(seen: unknown): string | undefined {
  if (typeof seen === "string") return JSON.stringify(seen);
  if (Object.is(seen, -0)) return "-0";
  if (typeof seen !== "object" || seen === null) {
    return ["function", "symbol"].includes(typeof seen) ? undefined : String(seen);
  }
  const kind = Object.getPrototypeOf(seen);
  if (kind !== Object.prototype && !Array.isArray(seen)) return undefined;
  const parts = Object.entries(seen).map(([name, part]) => [name, inWords(part)]);
  if (parts.some(([, words]) => words === undefined)) return undefined;
  const [open, close] = Array.isArray(seen) ? "[]" : "{}";
  return `${open}${parts.map(([name, words]) => `${JSON.stringify(name)}: ${words}`).join(", ")}${close}`;
}
