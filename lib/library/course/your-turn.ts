import { inspectSymbol } from "../display/index.ts";

const placeholder = Object.freeze({ [inspectSymbol]: () => "your turn" });

/**
 * Stands where the learner's answer goes: `const answer: number = yourTurn();`, or in the body of
 * a function, `return yourTurn();`. A check that meets it says "not attempted".
 */
export function yourTurn<Answer>(): Answer {
  return placeholder as Answer;
}

/** Says whether an answer is missing: undefined, the placeholder, or a list or record with one. */
export function isMissing(answer: unknown): boolean {
  if (answer === undefined || answer === placeholder) return true;
  return (
    typeof answer === "object" && answer !== null && Object.values(answer).includes(placeholder)
  );
}

/** What a function with the placeholder in its body throws when a check calls it. */
export class StillYourTurn extends Error {}

/**
 * The same answer; if it is a function, it throws where it would return the placeholder. A promise,
 * as the answer or returned by it, may fail unheard: the check says that a promise is no answer.
 */
export function withoutPlaceholder<Answer>(answer: Answer): Answer {
  if (typeof answer !== "function") return unheard(answer);
  return new Proxy(answer, {
    apply(target, self, inputs) {
      const result: unknown = Reflect.apply(target, self, inputs);
      if (result === placeholder) throw new StillYourTurn();
      return unheard(result);
    },
  });
}

function unheard<T>(value: T): T {
  if (value instanceof Promise) value.catch(() => {});
  return value;
}
