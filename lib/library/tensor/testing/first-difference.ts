/** Where two arrays first differ (-0 and 0 do, NaN and NaN do not), or -1; fast on long arrays. */
export function firstDifference(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}
