import { told } from "../../tensor/internal.ts";

/** @throws {RangeError} with torch's own words, {TypeError} for what is no number */
export function requireDropProbability(p: number): void {
  if (typeof p !== "number") {
    throw new TypeError(`dropout probability: must be a number from 0 to 1, got ${told(p)}`);
  }
  if (!(p >= 0 && p <= 1)) {
    const text = String(p).replace("NaN", "nan").replace("Infinity", "inf");
    throw new RangeError(`dropout probability has to be between 0 and 1, but got ${text}`);
  }
}
