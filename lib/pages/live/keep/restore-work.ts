import type { KeptAddition, KeptEdit, LessonProgress } from "dropout-lab/progress";

/** A cell as far as keeping it goes. */
export interface KeptCell {
  readonly id: string;
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
}

/** Another text of the reader's for a cell, which is offered and never taken unasked. */
export interface Offer {
  /** The cell's id. */
  readonly cell: string;
  readonly source: string;
  /** Whether the lesson has this cell no more. */
  readonly isGone: boolean;
}

/** What is to be done so that a lesson shows what the reader wrote. */
export interface Restoration {
  /** Texts of the lesson's own cells. */
  readonly edits: ReadonlyMap<string, string>;
  /** Cells to add, each after one that is there by then. */
  readonly additions: readonly Addition[];
  readonly offers: readonly Offer[];
}

export interface Addition {
  readonly id: string;
  readonly source: string;
  readonly after: string;
}

/**
 * What the reader wrote, put into a lesson that may have changed since. A text whose cell still is
 * what it was comes back by itself; one whose cell is another now, or gone, is offered.
 */
export function restoreWork(
  lesson: readonly KeptCell[],
  { cells, added }: LessonProgress,
): Restoration {
  const sources = new Map(lesson.map(({ id, source }) => [id, source]));
  const edits = new Map<string, string>();
  const offers: Offer[] = [];
  for (const [cell, edit] of Object.entries(cells)) {
    const source = sources.get(cell);
    const isGone = source === undefined;
    const isCurrent = edit.base === source;
    if (isCurrent && edit.source !== source) edits.set(cell, edit.source);
    const offered = [...(isCurrent ? [] : writtenIn(edit)), ...(edit.others ?? [])];
    for (const text of new Set(offered)) {
      if (text !== (edits.get(cell) ?? source)) offers.push({ cell, source: text, isGone });
    }
  }
  for (const [cell, { others = [] }] of Object.entries(added)) {
    offers.push(...others.map((source) => ({ cell, source, isGone: false })));
  }
  return { edits, additions: inOrder(lesson, added), offers };
}

/** The text of an edit, unless it is the lesson's own of that time. */
function writtenIn({ source, base }: KeptEdit): string[] {
  return source === base ? [] : [source];
}

/** Each cell below its own one above, or above all; where that one is gone, at the lesson's end. */
function inOrder(
  lesson: readonly KeptCell[],
  added: Readonly<Record<string, KeptAddition>>,
): Addition[] {
  const known = new Set(["", ...lesson.map(({ id }) => id)]);
  const waiting = new Map(Object.entries(added).sort(([, one], [, other]) => one.at - other.at));
  const ordered: Addition[] = [];
  let last = lesson.at(-1)?.id ?? "";
  const put = (id: string, { source }: KeptAddition, after: string) => {
    ordered.push({ id, source, after });
    if (after === last) last = id;
    known.add(id);
    waiting.delete(id);
  };
  while (waiting.size > 0) {
    const next = [...waiting].find(([, { after }]) => known.has(after));
    if (next !== undefined) put(...next, next[1].after);
    else for (const [id, addition] of [...waiting].slice(0, 1)) put(id, addition, last);
  }
  return ordered;
}
