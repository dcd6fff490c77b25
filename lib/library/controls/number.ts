import { requireCount } from "../tensor/internal.ts";
import { Control, type ControlOptions } from "./control.ts";
import { requireControlOptions, requireFinite, requireStep } from "./control-options.ts";

/** Options of `number`. */
export interface NumberOptions extends ControlOptions {
  /** The number at the start: if left out 0, or the end of the range that is next to it. */
  value?: number;
  /** The least number; if left out there is none. */
  min?: number;
  /** The largest number; if left out there is none. */
  max?: number;
  /** How far an arrow of the field goes, above 0: 1 if left out. Other numbers may be typed. */
  step?: number;
}

/**
 * A field for a number, for `interact`; its value is a number.
 *
 * @param options the number at the start, its range, and what stands before it
 * @throws {RangeError} for ends that are no range, a step that is not above 0, and a value beyond
 * the range
 * @throws {TypeError} for what is no number
 *
 * @example
 * ```ts
 * import { interact, number } from "dropout-lab/controls";
 * await interact({ n: number({ value: 100, min: 1 }) }, ({ n }) => Math.sqrt(n));
 * // → 10
 * //   Shown for n = 100; the controls work on the notebook's page.
 * ```
 */
export function number(options: NumberOptions = {}): Control<number> {
  requireCount("number", arguments, 1);
  const known = ["value", "min", "max", "step"];
  requireControlOptions("number", options, { known, example: "{ value: 100, min: 1 }" });
  const { min, max, step } = options;
  if (min !== undefined) requireFinite("number", "min", min);
  if (max !== undefined) requireFinite("number", "max", max);
  if (step !== undefined) requireStep("number", step);
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  if (low > high) {
    throw new RangeError(`number: max must be at least min, got ${min} and ${max}`);
  }
  const { value = Math.min(Math.max(0, low), high) } = options;
  requireFinite("number", "value", value);
  const isWithin = (one: number) => one >= low && one <= high;
  if (!isWithin(value)) {
    const range = [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`];
    throw new RangeError(
      `number: value must be ${range.filter(Boolean).join(" and ")}, got ${value}`,
    );
  }
  return new Control({
    spec: {
      kind: "number",
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(step !== undefined && { step }),
      value,
    },
    label: options.label,
    read: (sent) =>
      typeof sent === "number" && Number.isFinite(sent) && isWithin(sent) ? sent : undefined,
  });
}
