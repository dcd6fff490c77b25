/** The next number of 1, 2, 5, 10, 20, … */
export function roundUp(value: number): number {
  const size = Number(`1e${Math.floor(Math.log10(value))}`);
  return ([1, 2, 5].find((digit) => digit * size >= value) ?? 10) * size;
}

/** A number for readers. */
export function shown(value: number, decimals = 2): string {
  // No "−0.00".
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

export function percent(share: number): string {
  return `${shown(100 * share, 0)} %`;
}
