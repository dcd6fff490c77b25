/** What a warning calls a cell: its place in the notebook, and the number that Jupyter shows. */
export function cellName(index: number, executionCount?: number | null): string {
  const place = `cell ${index + 1}`;
  return typeof executionCount === "number" ? `${place} (In [${executionCount}])` : place;
}
