import { requireKnown, requireOptions, told } from "../tensor/internal.ts";

/**
 * Looks through a control's options.
 *
 * @throws {TypeError} for what are no options, for one that is not known, and for a label that is
 * no text
 */
export function requireControlOptions(
  subject: string,
  options: { label?: unknown },
  { known, example }: { readonly known: readonly string[]; readonly example: string },
): void {
  requireOptions(subject, options, example);
  requireKnown(subject, options, [...known, "label"]);
  if (options.label === undefined || typeof options.label === "string") return;
  throw new TypeError(`${subject}: label must be a text, got ${told(options.label)}`);
}

/** @throws {TypeError} for no number, {RangeError} for NaN and the infinities */
export function requireFinite(subject: string, name: string, value: unknown): void {
  if (typeof value !== "number") {
    throw new TypeError(`${subject}: ${name} must be a number, got ${told(value)}`);
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(`${subject}: ${name} must be finite, got ${value}`);
  }
}

/** @throws {TypeError} for no number, {RangeError} for one that is not above 0 */
export function requireStep(subject: string, step: unknown): void {
  requireFinite(subject, "step", step);
  if (!((step as number) > 0)) {
    throw new RangeError(`${subject}: step must be above 0, got ${step}`);
  }
}
