import { requireCount, told } from "../tensor/internal.ts";
import { Control, type ControlOptions } from "./control.ts";
import { requireControlOptions } from "./control-options.ts";

/** Options of `select`. */
export interface SelectOptions<T> extends ControlOptions {
  /** What is chosen at the start: the first, if left out. */
  value?: T;
}

/**
 * A menu, for `interact`; its value is the one that is chosen.
 *
 * @param values what can be chosen: a list, or an object whose keys are what the menu shows
 * @param options what is chosen at the start, and what stands before the menu
 * @throws {RangeError} without anything to choose, and for a value at the start that is none of it
 * @throws {TypeError} for what is no list and no object
 *
 * @example
 * ```ts
 * import { interact, select } from "dropout-lab/controls";
 * await interact({ mode: select(["naive", "scaled"]) }, ({ mode }) => (mode === "naive" ? 60 : 100));
 * // → 60
 * //   Shown for mode = naive; the controls work on the notebook's page.
 * await interact({ p: select({ half: 0.5, "two fifths": 0.4 }, { value: 0.4 }) }, ({ p }) => p);
 * // → 0.4
 * //   Shown for p = two fifths; the controls work on the notebook's page.
 * ```
 */
export function select<const T>(
  values: readonly T[] | Readonly<Record<string, T>>,
  options: SelectOptions<T> = {},
): Control<T> {
  requireCount("select", arguments, 2);
  if (typeof values !== "object" || values === null) {
    throw new TypeError(`select: must be given a list or an object, got ${told(values)}`);
  }
  const example = '{ label: "mode" }';
  requireControlOptions("select", options, { known: ["value"], example });
  const entries: readonly (readonly [string, T])[] = Array.isArray(values)
    ? (values as readonly T[]).map((value) => [String(value), value] as const)
    : Object.entries(values as Readonly<Record<string, T>>);
  if (entries.length === 0) throw new RangeError("select: must have at least 1 value, got 0");
  const start = Object.hasOwn(options, "value")
    ? entries.findIndex(([, value]) => Object.is(value, options.value))
    : 0;
  if (start === -1) {
    const names = entries.map(([name]) => name).join(", ");
    throw new RangeError(`select: value must be one of ${names}, got ${String(options.value)}`);
  }
  return new Control({
    spec: { kind: "select", options: entries.map(([name]) => name), value: start },
    label: options.label,
    read: (sent) => entries[sent as number]?.[1],
  });
}
