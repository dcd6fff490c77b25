import { stripVTControlCharacters } from "node:util";
import type { Difference } from "./compare-notebooks.ts";

const MAX_LINES = 12;

/** The differences as text to read: a heading each, and the lines that left (-) and came (+). */
export function formatDifferences(differences: readonly Difference[]): string {
  return differences
    .map(({ cell, what, stored, fresh }) => {
      const heading = cell === 0 ? what : `cell [${cell}], ${what}`;
      return [`${heading}:`, ...changedLines(stored, fresh)].join("\n");
    })
    .join("\n\n");
}

/** Only what lies between the lines that both begin and end with. */
function changedLines(stored: string, fresh: string): string[] {
  const [before = [], after = []] = [stored, fresh].map((text) => {
    const isEnded = stored.endsWith("\n") && fresh.endsWith("\n");
    return stripVTControlCharacters(isEnded ? text.slice(0, -1) : text).split("\n");
  });
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const place = start > 0 || end > 0 ? [`@ line ${start + 1}`] : [];
  const removed = signed("-", before.slice(start, before.length - end));
  const added = signed("+", after.slice(start, after.length - end));
  if (removed.length + added.length === 0) return ["(in its colours only)"];
  return [...place, ...removed, ...added];
}

function signed(sign: string, lines: string[]): string[] {
  const shown = lines.slice(0, MAX_LINES).map((line) => `${sign} ${line}`);
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `${sign} … and ${more} more lines`] : shown;
}
