import type { RandomSource } from "../random/index.ts";
import { told } from "../tensor/internal.ts";

// What TypeScript refuses before it runs, and cells without its check can pass all the same.

/** @throws {TypeError} for what is no number */
export function requireNumber(subject: string, name: string, value: unknown): void {
  if (typeof value === "number") return;
  throw new TypeError(`${subject}: ${name} must be a number, got ${told(value)}`);
}

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

/** @throws {TypeError} for what is no truth value */
export function requireBoolean(subject: string, name: string, value: unknown): void {
  if (typeof value === "boolean") return;
  throw new TypeError(`${subject}: ${name} must be true or false, got ${told(value)}`);
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

/** @throws {TypeError} for what is given as a generator and is none */
export function requireGenerator(subject: string, generator: RandomSource | undefined): void {
  if (
    generator === undefined ||
    typeof (generator as unknown as null | RandomSource)?.uint32 === "function"
  )
    return;
  throw new TypeError(
    `${subject}: generator must be a Generator, or left out for the default one, got ${told(generator)}`,
  );
}
