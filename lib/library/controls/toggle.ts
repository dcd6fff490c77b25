import { requireBoolean, requireCount } from "../tensor/internal.ts";
import { Control, type ControlOptions } from "./control.ts";
import { requireControlOptions } from "./control-options.ts";

/** Options of `toggle`. */
export interface ToggleOptions extends ControlOptions {
  /** Whether it is ticked at the start: false if left out. */
  value?: boolean;
}

/**
 * A box to tick, for `interact`; its value is true or false.
 *
 * @param options whether it is ticked at the start, and what stands before it
 * @throws {TypeError} for a value that is neither true nor false
 *
 * @example
 * ```ts
 * import { interact, toggle } from "dropout-lab/controls";
 * await interact({ scaled: toggle({ value: true }) }, ({ scaled }) => (scaled ? 100 : 60));
 * // → 100
 * //   Shown for scaled = true; the controls work on the notebook's page.
 * ```
 */
export function toggle(options: ToggleOptions = {}): Control<boolean> {
  requireCount("toggle", arguments, 1);
  requireControlOptions("toggle", options, { known: ["value"], example: "{ value: true }" });
  const { value = false } = options;
  requireBoolean("toggle", "value", value);
  return new Control({
    spec: { kind: "toggle", value },
    label: options.label,
    read: (sent) => (typeof sent === "boolean" ? sent : undefined),
  });
}
