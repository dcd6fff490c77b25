import type { Basis, NotebookCell } from "./live-cell.ts";

/** The cells above, of which those that show something of the code below count. */
export function basisOf(cells: readonly NotebookCell[], cell: NotebookCell): Basis {
  const above = cells.slice(0, cells.indexOf(cell));
  return above
    .filter((one) => one.type === "code" && !one.isBlank)
    .map(({ id, source }) => [id, source]);
}

/** Marks the cells whose outputs do not follow from the cells above as these are now. */
export function markStale(cells: readonly NotebookCell[]): void {
  const above: [string, string][] = [];
  let lastRun = 0;
  for (const cell of cells) {
    if (cell.type !== "code") continue;
    const changed = !equal(above, cell.shownBasis);
    // It may draw from a generator, or change what it was given: the same text, another outcome.
    const ranAgain = cell.run !== undefined && lastRun > cell.run;
    cell.isStale = cell.shownSource.trim() !== "" && (changed || ranAgain);
    lastRun = Math.max(lastRun, cell.run ?? 0);
    if (!cell.isBlank) above.push([cell.id, cell.source]);
  }
}

function equal(a: Basis, b: Basis): boolean {
  return (
    a.length === b.length &&
    a.every(([id, source], at) => id === b[at]?.[0] && source === b[at]?.[1])
  );
}
