import { type Displayable, display, displaySymbol } from "../display/index.ts";
import { requireCount, requireFunction, told } from "../tensor/internal.ts";
import { Control } from "./control.ts";
import { drawsControls, INTERACT_TYPE } from "./convention.ts";
import type { Controls } from "./interaction.ts";
import { makeInteraction } from "./interactions.ts";

/** The values of controls: of a slider a number, of a menu what can be chosen. */
export type ControlValues<C> = {
  [Name in keyof C]: C[Name] extends Control<infer T> ? T : never;
};

/**
 * Shows controls, and below them what `render` draws from their values: again whenever one is moved.
 * Where nothing can be moved, it shows what the values at the start draw, and says so in a sentence.
 *
 * @param controls at least one, each under the name that `render` knows it by
 * @param render gives back what to show, such as a figure, or a promise of it. What it prints goes
 * to the cell, as always
 * @throws {RangeError} without controls
 * @throws {TypeError} for what is no control, for what is no function, and for a `render` that gives
 * back nothing
 *
 * @example
 * ```ts
 * import { interact, select, slider } from "dropout-lab/controls";
 * const controls = { p: slider(0, 0.9, { value: 0.4, step: 0.1 }), n: select([10, 100]) };
 * await interact(controls, ({ p, n }) => `${n * (1 - p)} of ${n}`);
 * // → 6 of 10
 * //   Shown for p = 0.4, n = 10; the controls work on the notebook's page.
 * ```
 */
export function interact<C extends Controls>(
  controls: C,
  render: (values: ControlValues<C>) => unknown,
): Promise<void> {
  requireCount("interact", arguments, 2);
  requireControls(controls);
  requireFunction("interact", "render", render);
  const shown = display(makeInteraction(controls, render));
  if (drawsControls()) return shown;
  // Again what the display gives back, which a kernel does not show as the cell's value.
  return display(new Note(controls, shown));
}

function requireControls(controls: unknown): void {
  if (typeof controls !== "object" || controls === null || controls instanceof Control) {
    const given = controls instanceof Control ? "a control" : told(controls);
    throw new TypeError(
      `interact: controls must have names, such as { p: slider(0, 1) }, got ${given}`,
    );
  }
  const entries = Object.entries(controls);
  if (entries.length === 0) {
    throw new RangeError("interact: must be given at least 1 control, got 0");
  }
  for (const [name, control] of entries) {
    if (control instanceof Control) continue;
    const given = Array.isArray(control) ? "a list" : told(control);
    throw new TypeError(`interact: ${name} must be a control, such as slider(0, 1), got ${given}`);
  }
}

/** Says for which values something is shown, after it is shown; where controls are drawn, nothing. */
class Note implements Displayable {
  readonly #controls: Controls;
  readonly #shown: Promise<void>;

  constructor(controls: Controls, shown: Promise<void>) {
    this.#controls = controls;
    this.#shown = shown;
  }

  async [displaySymbol]() {
    await this.#shown;
    return { [INTERACT_TYPE]: { version: 1, note: true }, "text/plain": this.#sentence() };
  }

  #sentence(): string {
    const values = Object.entries(this.#controls).flatMap(([name, { spec }]) => {
      if (spec.kind === "button") return [];
      return `${name} = ${spec.kind === "select" ? spec.options[spec.value] : spec.value}`;
    });
    return values.length === 0
      ? "The controls work on the notebook's page."
      : `Shown for ${values.join(", ")}; the controls work on the notebook's page.`;
  }
}
