/** The name among some that was probably meant by another, if one is near enough. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const limit = name.length < 3 ? 0 : name.length < 8 ? 1 : 2;
  const wanted = name.toLowerCase();
  const rated = names
    .filter((other) => other !== name)
    .map((other) => ({ other, steps: steps(wanted, other.toLowerCase()) }))
    .filter(({ steps }) => steps <= limit)
    .sort((a, b) => a.steps - b.steps);
  return rated[0]?.other;
}

/** How many letters must be put in, left out, replaced or exchanged with their neighbour. */
function steps(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
