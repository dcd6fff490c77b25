/**
 * Controls that a reader moves, and what is drawn from their values.
 *
 * @module
 */
export { button } from "./button.ts";
export type { Control, ControlOptions, ControlSpec } from "./control.ts";
export { type ControlValues, interact } from "./interact.ts";
export { type NumberOptions, number } from "./number.ts";
export { type SelectOptions, select } from "./select.ts";
export { type SliderOptions, slider } from "./slider.ts";
export { type ToggleOptions, toggle } from "./toggle.ts";
