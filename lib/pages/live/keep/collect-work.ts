import {
  type KeptAddition,
  type KeptEdit,
  type LessonProgress,
  withOthers,
} from "dropout-lab/progress";
import type { KeptCell, Offer } from "./restore-work.ts";

export interface WorkNow {
  /** The lesson's cells as the page brought them. */
  readonly lesson: readonly KeptCell[];
  /** All cells as they are now, in their order. */
  readonly cells: readonly KeptCell[];
  readonly offers: readonly Offer[];
  readonly now: number;
}

/** What the reader has written by now, as it is kept; what has not changed keeps its time. */
export function collectWork(
  { lesson, cells, offers, now }: WorkNow,
  before: LessonProgress,
): Pick<LessonProgress, "cells" | "added"> {
  const own = new Map(lesson.map((cell) => [cell.id, cell]));
  const othersOf = (id: string) =>
    offers.filter(({ cell }) => cell === id).map(({ source }) => source);
  const edits: Record<string, KeptEdit> = {};
  const added: Record<string, KeptAddition> = {};
  for (const [at, { id, source }] of cells.entries()) {
    const base = own.get(id)?.source;
    if (base !== undefined) {
      if (source === base && othersOf(id).length === 0) continue;
      edits[id] = withTime(withOthers({ source, base, at: now }, othersOf(id)), before.cells[id]);
    } else {
      const after = cells[at - 1]?.id ?? "";
      const entry = withOthers({ source, after, at: now }, othersOf(id));
      added[id] = withTime(entry, before.added[id]);
    }
  }
  // What the lesson has no more stays as it was written, until it is taken or thrown away.
  for (const [id, edit] of Object.entries(before.cells)) {
    const [source, ...others] = othersOf(id);
    if (!own.has(id) && source !== undefined) edits[id] = withOthers({ ...edit, source }, others);
  }
  return { cells: edits, added };
}

/** The time of a text is when it was last changed. */
function withTime<Entry extends KeptEdit | KeptAddition>(
  entry: Entry,
  before: KeptEdit | KeptAddition | undefined,
): Entry {
  return before?.source === entry.source ? { ...entry, at: before.at } : entry;
}
