/**
 * Prints rows of text under a heading, columns aligned; the first column to the left.
 * @param {string} title
 * @param {string[]} heading
 * @param {string[][]} rows
 */
export function printTable(title, heading, rows) {
  const all = [heading, ...rows];
  const widths = heading.map((_, c) => Math.max(...all.map((row) => row[c]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of all) {
    const cells = row.map((text, c) =>
      c === 0 ? text.padEnd(widths[c] ?? 0) : text.padStart(widths[c] ?? 0),
    );
    console.log(`  ${cells.join("  ").trimEnd()}`);
  }
}

/**
 * A ratio to a peer beside its bar.
 * @param {number | undefined} ours
 * @param {number | undefined} peer
 * @param {number} [bar]
 */
export function ratio(ours, peer, bar) {
  if (ours === undefined || peer === undefined) return "-";
  const text = (ours / peer).toFixed(2);
  return bar === undefined ? text : `${text} (${ours / peer >= bar ? "meets" : "misses"} ${bar})`;
}
