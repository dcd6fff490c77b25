/** A number for plots: five significant digits, so that stored figures stay small and alike. */
export function roundNumber(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : value;
}

/** A number for readers: three significant digits, thousands apart, and a true minus sign. */
export function formatNumber(value: number): string {
  const magnitude = Math.abs(value);
  const digits =
    Number.isInteger(value) || magnitude >= 1000
      ? magnitude.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",")
      : magnitude.toFixed(magnitude >= 100 ? 1 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3);
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}
