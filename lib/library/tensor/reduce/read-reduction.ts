import { requireBoolean, requireKnown, requireNumber, requireOptions } from "../operand.ts";
import type { Reduction } from "./reduce.ts";

/**
 * The options of a reduction, read.
 *
 * @throws {TypeError} for what is no object, such as a keepdim alone, and for unknown names
 */
export function readReduction<R extends Reduction>(
  subject: string,
  options: R | undefined,
  known: readonly string[] = ["keepdim"],
): R | Reduction {
  if (options === undefined) return {};
  requireOptions(subject, options, "{ keepdim: true }");
  requireKnown(subject, options, known);
  const { keepdim = false, correction = 1 } = options as Reduction & { correction?: unknown };
  requireBoolean(subject, "keepdim", keepdim);
  requireNumber(subject, "correction", correction);
  return options;
}

/** Whether a reduced dimension stays. */
export function keepdimOf(subject: string, options: Reduction | undefined): boolean {
  return readReduction(subject, options).keepdim ?? false;
}
