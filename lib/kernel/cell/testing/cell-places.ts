import { type CompiledCell, mapPosition, type Position } from "../index.ts";

/** The places that a stack names in cells, whose URLs end in their number. */
export function cellPlaces(
  stack: string,
  cellOf: (url: string) => CompiledCell | undefined,
): (Position & { cell: number })[] {
  const frame = /\b(cell-\d+-(\d+)):(\d+):(\d+)/g;
  return [...stack.matchAll(frame)].flatMap(([, url, cell, line, column]) => {
    const compiled = cellOf(url ?? "");
    if (compiled === undefined) return [];
    const place = mapPosition(compiled, Number(line), Number(column));
    return place === null ? [] : [{ cell: Number(cell), ...place }];
  });
}
