import { NotebookCell } from "./live-cell.ts";

/** A code cell that the reader adds to others: with the first number that none of them has. */
export function addedCell(
  cells: readonly NotebookCell[],
  { id = newId(), source = "" }: { readonly id?: string; readonly source?: string },
): NotebookCell {
  const names = new Set(cells.map(({ name }) => name));
  let number = cells.filter(({ type }) => type === "code").length + 1;
  while (names.has(`Cell ${number}`)) number++;
  const data = { id, type: "code", source, metadata: {}, executionCount: null } as const;
  return new NotebookCell(data, { name: `Cell ${number}`, isAdded: true });
}

/** Where a cell comes back that stood among others before: below the nearest of those above it. */
export function placeAmong(
  cells: readonly NotebookCell[],
  cell: NotebookCell,
  before: readonly NotebookCell[],
): number {
  const above = before.slice(0, before.indexOf(cell));
  return cells.findLastIndex((one) => above.includes(one)) + 1;
}

/** Two tabs that add a cell each must not add the same one. */
function newId(): string {
  return `added-${Math.random().toString(36).slice(2)}`;
}
