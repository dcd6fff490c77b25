import { requireNumber, told } from "./operand.ts";

/** @throws {RangeError} for a negative number or NaN, {TypeError} for what is no number */
export function requireAtLeastZero(subject: string, name: string, value: unknown): void {
  requireNumber(subject, name, value);
  if (!((value as number) >= 0)) {
    throw new RangeError(`${subject}: ${name} must be at least 0, got ${value}`);
  }
}

/** @throws {RangeError} unless it is a whole number from `least` on, {TypeError} for no number */
export function requireWhole(subject: string, name: string, value: unknown, least = 0): void {
  requireNumber(subject, name, value);
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    throw new RangeError(`${subject}: ${name} must be a whole number from ${least}, got ${value}`);
  }
}

/** @throws {RangeError} for what is none of the words */
export function requireWord(
  subject: string,
  name: string,
  { value, words }: { value: unknown; words: readonly string[] },
): void {
  if (words.includes(value as string)) return;
  const list = words.map((word) => `"${word}"`).join(", ");
  throw new RangeError(`${subject}: ${name} must be one of ${list}, got ${told(value)}`);
}
