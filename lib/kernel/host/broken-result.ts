import type { EvaluationResult } from "../link/messages.ts";
import type { Evaluation } from "./evaluator.ts";

/**
 * The result of a cell that cannot be shown, since a cell has broken what that takes, as
 * `Array.prototype.map`. It calls nothing that may be broken, too.
 */
export function brokenResult(evaluation: Evaluation, failure: unknown): EvaluationResult {
  const read = (held: unknown): string => {
    try {
      return `${(held as Error).message}`;
    } catch {
      return "no message";
    }
  };
  const why = `a cell has changed a built-in that the kernel needs (${read(failure)}): restart the kernel`;
  const message =
    evaluation.status === "thrown"
      ? `${read(evaluation.value)}; where it was thrown cannot be shown: ${why}`
      : `the value cannot be shown: ${why}`;
  return { status: "error", error: { name: "Error", message, frames: [] } };
}
