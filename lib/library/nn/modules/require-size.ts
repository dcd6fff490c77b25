/** @throws {TypeError} for no number, {RangeError} for one that counts nothing */
export function requireSize(subject: string, size: unknown): void {
  if (typeof size !== "number") {
    const got = size === undefined ? "undefined" : `${typeof size} ${String(size)}`;
    throw new TypeError(`${subject} must be a whole number, got ${got}`);
  }
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`${subject} must be a whole number from 0, got ${size}`);
  }
}
