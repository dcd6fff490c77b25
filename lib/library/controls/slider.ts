import { requireCount } from "../tensor/internal.ts";
import { Control, type ControlOptions } from "./control.ts";
import { requireControlOptions, requireFinite, requireStep } from "./control-options.ts";

/** Options of `slider`. */
export interface SliderOptions extends ControlOptions {
  /** Where it stands at the start: a step of it, the middle one if left out. */
  value?: number;
  /**
   * From one value to the next, above 0: 1 if left out where both ends are whole and more than 1
   * apart, else a hundredth of the way.
   */
  step?: number;
}

/** How far from a step, in steps, a value may be by rounding. */
const ROUNDING = 1e-6;

/**
 * A slider from `min` to `max`, for `interact`; its value is a number.
 *
 * @param min a finite number
 * @param max a finite number above it
 * @param options where it stands, its steps, and what stands before it
 * @throws {RangeError} for ends that are no range, a step that is not above 0 or longer than the
 * range, and a value that is none of its steps
 * @throws {TypeError} for what is no number
 *
 * @example
 * ```ts
 * import { interact, slider } from "dropout-lab/controls";
 * await interact({ p: slider(0, 0.95, { value: 0.4, step: 0.05 }) }, ({ p }) => 100 * (1 - p));
 * // → 60
 * //   Shown for p = 0.4; the controls work on the notebook's page.
 * ```
 */
export function slider(min: number, max: number, options: SliderOptions = {}): Control<number> {
  requireCount("slider", arguments, 3);
  requireFinite("slider", "min", min);
  requireFinite("slider", "max", max);
  if (!(max > min)) throw new RangeError(`slider: max must be above min, got ${min} and ${max}`);
  const example = "{ value: 0.4, step: 0.05 }";
  requireControlOptions("slider", options, { known: ["value", "step"], example });
  const { step = usualStep(min, max) } = options;
  requireStep("slider", step);
  const steps = Math.floor((max - min) / step + ROUNDING);
  if (steps < 1) {
    throw new RangeError(`slider: step must be at most max − min = ${max - min}, got ${step}`);
  }
  const { value = atStep(Math.floor(steps / 2), { min, step }) } = options;
  requireFinite("slider", "value", value);
  const isStep = (at: number) => {
    const place = (at - min) / step;
    const nearest = Math.round(place);
    return nearest >= 0 && nearest <= steps && Math.abs(place - nearest) <= ROUNDING;
  };
  if (value < min || value > max) {
    throw new RangeError(`slider: value must be from ${min} to ${max}, got ${value}`);
  }
  if (!isStep(value)) {
    throw new RangeError(`slider: value must be ${min} plus steps of ${step}, got ${value}`);
  }
  return new Control({
    spec: { kind: "slider", min, max, step, value },
    label: options.label,
    read: (sent) => (typeof sent === "number" && isStep(sent) ? sent : undefined),
  });
}

function usualStep(min: number, max: number): number {
  const whole = Number.isInteger(min) && Number.isInteger(max);
  return whole && max - min > 1 ? 1 : (max - min) / 100;
}

/** The number of a step, without what adding up its fractions leaves behind. */
function atStep(index: number, { min, step }: { min: number; step: number }): number {
  return Number((min + index * step).toPrecision(12));
}
