/** A float as Python writes it: `1.0`, `1e-05`. */
export function pythonNumber(x: number): string {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return "nan";
  if (size === Number.POSITIVE_INFINITY) return x < 0 ? "-inf" : "inf";
  if (x !== 0 && (size < 1e-4 || size >= 1e16)) {
    return x.toExponential().replace(/([+-])(\d)$/, "$10$2");
  }
  return Number.isInteger(x) ? `${Object.is(x, -0) ? "-0" : x}.0` : String(x);
}

/** A truth value as Python writes it. */
export function pythonBoolean(x: boolean): string {
  return x ? "True" : "False";
}
