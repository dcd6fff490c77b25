import { findExercises } from "../live/exercises/internal.ts";
import type { Notebook } from "../notebook/index.ts";

/** The names of the exercises that a notebook checks, in its order: progress is kept under them. */
export function exerciseNames({ cells }: Notebook): string[] {
  const found = findExercises(
    cells.map(({ id = "", cell_type: type, source }) => ({ id, type, source })),
  );
  return found.map(({ name }) => name);
}
