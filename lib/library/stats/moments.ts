/** Sums without the drift of a running total (Neumaier's compensation). */
function sum(values: Float64Array, of: (value: number) => number): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const term = of(value);
    const next = total + term;
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
    total = next;
  }
  // An infinite total has no compensation: Infinity - Infinity would make it NaN.
  return Number.isFinite(total) ? total + lost : total;
}

/** The mean, and the standard deviation with n - 1 (NaN for one number). */
export function moments(values: Float64Array): { mean: number; sd: number } {
  const n = values.length;
  const mean = sum(values, (value) => value) / n;
  const squares = sum(values, (value) => (value - mean) * (value - mean));
  return { mean, sd: Math.sqrt(squares / (n - 1)) };
}
