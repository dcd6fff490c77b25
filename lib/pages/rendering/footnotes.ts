// A block of code, whose lines say nothing here; a footnote with the lines that belong to it.
const PARTS =
  /^ {0,3}(```+|~~~+)[\s\S]*?^ {0,3}\1.*$|^ {0,3}\[\^([^\]\s]+)\]:.*(?:\n(?:[ \t]+\S.*|(?! {0,3}\[\^)\S.*|[ \t]*\n(?=(?: {4}|\t)\S)))*/gm;

/**
 * The Markdown of several cells with each footnote in the cell that refers to it: authors write them
 * at the end of the notebook. A footnote that nothing refers to stays a paragraph.
 */
export function shareFootnotes(sources: readonly string[]): string[] {
  if (!sources.some((source) => source.includes("[^"))) return [...sources];
  const notes = new Map<string, string>();
  const without = sources.map((source) =>
    source.replace(PARTS, (found, _fence, label: string | undefined) => {
      if (label === undefined) return found;
      // The first one of a name is the one that is shown, as within a cell.
      if (notes.has(label)) return found.replace("[", "\\[");
      notes.set(label, found);
      return "";
    }),
  );
  const used = new Set<string>();
  const shared = without.map((source) => {
    const labels = new Set(
      [...source.matchAll(/\[\^([^\]\s]+)\]/g)].map(([, label]) => label ?? ""),
    );
    const wanted = [...labels].flatMap((label) => notes.get(label) ?? []);
    for (const label of labels) used.add(label);
    return wanted.length === 0 ? source : `${source}\n\n${wanted.join("\n")}\n`;
  });
  // A note may refer to another.
  for (const note of notes.values()) {
    for (const [, label] of note.matchAll(/(?<!^ {0,3})\[\^([^\]\s]+)\]/g)) used.add(label ?? "");
  }
  return shared.map((source, at) => {
    const own = [...(sources[at] ?? "").matchAll(PARTS)].flatMap(([note, _fence, label]) => {
      return label === undefined || used.has(label) || notes.get(label) !== note ? [] : [note];
    });
    return own.length === 0
      ? source
      : `${source}\n\n${own.join("\n\n").replace(/\[\^/g, "\\[^")}\n`;
  });
}
