import { type DType, isFloating, type TypedArray } from "../dtype.ts";

/** Turns the elements of one tensor into texts of one width. */
export interface Formatter {
  width: number;
  format(value: number | bigint): string;
}

const DIGITS = 4;

/** Chooses, as torch does, between whole, fixed and scientific notation for all values at once. */
export function formatterFor(dtype: DType, values: TypedArray): Formatter {
  const text = isFloating(dtype) ? floatText(values as Float64Array) : plainText(dtype);
  return {
    width: text.width(values),
    format(value) {
      return text.of(value).padStart(this.width);
    },
  };
}

interface Texts {
  of(value: number | bigint): string;
  width(values: TypedArray): number;
}

function plainText(dtype: DType): Texts {
  const of = (value: number | bigint) =>
    dtype === "bool" ? (value ? "True" : "False") : String(value);
  return { of, width: (values) => longest(values, of) };
}

function floatText(values: Float32Array | Float64Array): Texts {
  const regular = values.filter((value) => Number.isFinite(value) && value !== 0);
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  let whole = true;
  for (const value of regular) {
    smallest = Math.min(smallest, Math.abs(value));
    largest = Math.max(largest, Math.abs(value));
    whole &&= Number.isInteger(value);
  }
  const scientific =
    regular.length > 0 && (largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4);
  const of = (value: number | bigint) => {
    const x = Number(value);
    if (!Number.isFinite(x)) return nonFinite(x);
    if (scientific) return scientificText(x);
    return whole ? `${fixedText(x, 0)}.` : fixedText(x, DIGITS);
  };
  // Zeros, infinities and NaN do not widen the columns: torch measures the regular values only.
  return { of, width: () => longest(regular, of) };
}

function longest(values: TypedArray, of: (value: number | bigint) => string): number {
  let width = 1;
  for (const value of values) width = Math.max(width, of(value).length);
  return width;
}

function nonFinite(x: number): string {
  return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
}

/** `digits` places after the point, rounded to even on a tie as C and Python do. */
export function fixedText(x: number, digits: number): string {
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  return sign + evenOnTie(Math.abs(x), (size) => size.toFixed(digits), digits);
}

/** One digit, `DIGITS` more after the point, and an exponent of at least two digits. */
export function scientificText(x: number): string {
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  const size = Math.abs(x);
  const [, exponent = "0"] = size.toExponential(DIGITS).split("e");
  const text = evenOnTie(size, (s) => s.toExponential(DIGITS), DIGITS - Number(exponent));
  const [mantissa = "", power = "0"] = text.split("e");
  const places = String(Math.abs(Number(power))).padStart(2, "0");
  return `${sign}${mantissa}e${power.startsWith("-") ? "-" : "+"}${places}`;
}

/**
 * Rounds as C and Python do where a value lies exactly between two texts: to the even digit.
 * JavaScript takes the larger one there.
 *
 * @param places how many places after the point the last written digit has; may be negative
 */
function evenOnTie(size: number, write: (size: number) => string, places: number): string {
  const text = write(size);
  if (!liesBetween(size, places)) return text;
  const [digits = "", power] = text.split("e");
  const last = Number(digits.at(-1));
  const even = digits.slice(0, -1) + String(last - (last % 2));
  return power === undefined ? even : `${even}e${power}`;
}

/** True when 2 · 10^places · size is an odd integer, by exact arithmetic. */
function liesBetween(size: number, places: number): boolean {
  if (size === 0) return false;
  if (places < 0) {
    const unit = BigInt(`1${"0".repeat(-places)}`);
    return Number.isInteger(size) && BigInt(size) % unit === unit / 2n;
  }
  // Powers of ten are odd multiples of powers of two, so the fives do not matter.
  let doubled = size;
  for (let i = 0; i <= places; i++) doubled *= 2;
  return Number.isInteger(doubled) && doubled % 2 === 1;
}
