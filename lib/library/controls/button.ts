import { requireCount, told } from "../tensor/internal.ts";
import { Control } from "./control.ts";

/**
 * A button, for `interact`; its value is how often it was clicked. Every click draws anew.
 *
 * @param label what stands on it; its name in `interact`, if left out
 * @throws {TypeError} for a label that is no text
 *
 * @example
 * ```ts
 * import { button, interact } from "dropout-lab/controls";
 * await interact({ draws: button("Draw again") }, ({ draws }) => `drawn ${draws + 1} times`);
 * // → drawn 1 times
 * //   The controls work on the notebook's page.
 * ```
 */
export function button(label?: string): Control<number> {
  requireCount("button", arguments, 1);
  if (label !== undefined && typeof label !== "string") {
    throw new TypeError(`button: label must be a text, got ${told(label)}`);
  }
  return new Control({
    spec: { kind: "button", value: 0 },
    label,
    read: (sent) =>
      Number.isSafeInteger(sent) && (sent as number) >= 0 ? (sent as number) : undefined,
  });
}
