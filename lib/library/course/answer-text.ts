/**
 * A text by which an answer that comes again is known: a function's source, else its JSON. Undefined
 * for what has none, which is never taken for the same.
 */
export function answerText(answer: unknown): string | undefined {
  try {
    return typeof answer === "function"
      ? Function.prototype.toString.call(answer)
      : JSON.stringify(answer);
  } catch {
    return undefined;
  }
}
