import { inspectSymbol } from "../display/index.ts";

const PLACEHOLDER = Object.freeze({ [inspectSymbol]: () => "your turn" });

/**
 * Stands where the learner's answer goes: `const answer: number = yourTurn();`, or in the body of
 * a function, `return yourTurn();`. A check that meets it says "not attempted".
 *
 * @example
 * ```ts
 * import { yourTurn } from "dropout-lab/course";
 * import { naiveDropout } from "dropout-lab/course/naive-dropout";
 * const answer: number = yourTurn();
 * naiveDropout.expected.check(answer).outcome // → 'not attempted'
 * ```
 */
export function yourTurn<Answer>(): Answer {
  return PLACEHOLDER as Answer;
}

/** Says whether an answer is missing: undefined, the placeholder, or a list or record with one. */
export function isMissing(answer: unknown): boolean {
  if (answer === undefined || answer === PLACEHOLDER) return true;
  return (
    typeof answer === "object" && answer !== null && Object.values(answer).includes(PLACEHOLDER)
  );
}

/** A function with the placeholder in its body was called by a check. */
export class NotAttemptedError extends Error {
  override name = "NotAttemptedError";
}

/**
 * The same answer; if it is a function, it throws where it would return the placeholder. A promise,
 * as the answer or returned by it, may be rejected: the check says that a promise is no answer.
 */
export function throwAtPlaceholder<Answer>(answer: Answer): Answer {
  if (typeof answer !== "function") return ignoreRejection(answer);
  return new Proxy(answer, {
    apply(target, self, inputs) {
      const result: unknown = Reflect.apply(target, self, inputs);
      if (result === PLACEHOLDER) throw new NotAttemptedError();
      return ignoreRejection(result);
    },
  });
}

function ignoreRejection<T>(value: T): T {
  if (value instanceof Promise) value.catch(() => {});
  return value;
}
