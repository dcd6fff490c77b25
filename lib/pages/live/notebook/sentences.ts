import type { LiveCell } from "./live-cell.ts";

type Failure = { readonly ename: string; readonly evalue: string };

/** Before a run: how many cells above go first. */
export function firstAbove(count: number): string {
  return count === 1
    ? "First the cell above runs, which has not run yet."
    : `First the ${count} cells above run that have not run yet.`;
}

export function done({ name }: LiveCell, above: number): string {
  return above === 0 ? `${name} is done.` : `${name} is done, after ${counted(above)} above it.`;
}

export function allDone(count: number): string {
  return count === 1 ? "The cell is done." : `All ${count} cells are done.`;
}

export function aboveDone({ name }: LiveCell, count: number): string {
  return count === 0 ? `Nothing is above ${name}.` : `Above ${name}: ${counted(count)} done.`;
}

/** What failed and where, and how many cells that waited do not run for it. */
export function failed(
  { name, errorLine }: LiveCell,
  { ename, evalue }: Failure,
  waiting: number,
): string {
  const place = errorLine === undefined ? "" : ` on line ${errorLine}`;
  const reason = (evalue.split("\n", 1)[0] ?? "").replace(/[^.!?]$/, "$&.");
  const rest =
    waiting === 0
      ? ""
      : ` ${waiting === 1 ? "The cell that waited" : `The ${waiting} cells that waited`} did not run.`;
  return `${name} failed${place}: ${ename}${reason === "" ? "." : `: ${reason}`}${rest}`;
}

/** What was stopped, and what follows from the end of its worker. */
export function stoppedAt(cell: LiveCell | undefined, again: number): string {
  const stopped = `${cell?.name ?? "What ran"} is stopped. Its worker has ended with all values`;
  if (again === 0) return `${stopped}: the next run begins with the cells above.`;
  return again === 1
    ? `${stopped}, so the cell above runs again.`
    : `${stopped}, so the ${again} cells above run again.`;
}

function counted(count: number): string {
  return count === 1 ? "1 cell" : `${count} cells`;
}
