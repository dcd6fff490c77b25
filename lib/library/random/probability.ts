/** @throws {RangeError} when p is not in [0, 1] */
export function requireProbability(subject: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${subject}: p must be in [0, 1], got ${p}`);
}
