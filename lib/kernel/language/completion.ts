import type { CompletionItem, CompletionList, Range } from "vscode-languageserver-protocol";
import type { DeclarationKind } from "../cell/index.ts";
import { PREFIX } from "./project.ts";
import { CELLS_NAMESPACE, type Scope } from "./scope.ts";
import type { TextPositions } from "./text-position.ts";

/** One proposal; `type` is Jupyter's word for its kind (`function`, `module`, `keyword`, ...). */
export interface Completion {
  /** What is inserted between `start` and `end`. */
  text: string;
  start: number;
  end: number;
  type: string;
  /** What a list shows beside the name; empty if it is not known without a further request. */
  signature: string;
}

/** Proposals, best first, and the range (UTF-16 offsets) that most of them replace. */
export interface Completions {
  start: number;
  end: number;
  items: Completion[];
}

/** The protocol's completion kinds by number. */
const KINDS = (
  "text method function constructor field variable class interface module property unit value " +
  "enum keyword snippet color file reference folder enum-member constant struct event operator " +
  "type-parameter"
).split(" ");

const DECLARED: Record<DeclarationKind, string> = {
  const: "constant",
  let: "variable",
  using: "constant",
  var: "variable",
  function: "function",
  class: "class",
  enum: "enum",
  namespace: "module",
  interface: "interface",
  type: "type",
  import: "variable",
};

interface Ranked extends Completion {
  rank: string;
}

/** The word that ends at an offset, and its start. */
function wordBefore(source: string, offset: number): number {
  const word = /[\p{ID_Continue}$#]*$/u.exec(source.slice(0, offset))?.[0] ?? "";
  return offset - word.length;
}

function rangeOf(item: CompletionItem, fallback: Range | undefined): Range | undefined {
  const edit = item.textEdit;
  if (!edit) return fallback;
  return "range" in edit ? edit.range : edit.replace;
}

/** Names of earlier cells that the server cannot know, since the cell does not mention them yet. */
function earlierNames(scope: Scope, labels: ReadonlySet<string>): [name: string, type: string][] {
  const found: [string, string][] = [];
  // A list of a place where values, or types, may stand holds these; one of members does not.
  if (labels.has("parseInt")) {
    for (const [name, { kind }] of scope.values) found.push([name, DECLARED[kind]]);
  }
  if (labels.has("Partial") || labels.has("Readonly")) {
    for (const [name, { kind }] of scope.types) found.push([name, DECLARED[kind]]);
  }
  return found.filter(([name]) => !labels.has(name));
}

/** What the server's list means for a cell. */
export interface CompletionContext {
  source: string;
  offset: number;
  headerLines: number;
  positions: TextPositions;
  scope: Scope;
}

/** A cell's proposals: those that continue what is written, best first. */
export function completionsOf(
  list: CompletionList | CompletionItem[] | null,
  { source, offset, headerLines, positions, scope }: CompletionContext,
): Completions {
  const items = Array.isArray(list) ? list : (list?.items ?? []);
  const editRange = Array.isArray(list) ? undefined : list?.itemDefaults?.editRange;
  const defaultRange = editRange && "insert" in editRange ? editRange.replace : editRange;
  const start = wordBefore(source, offset);
  const found: Ranked[] = [];
  const labels = new Set(items.map(({ label }) => label));
  for (const item of items) {
    const label = item.label.replace(/\?$/, "");
    if (label.startsWith(PREFIX) || label === CELLS_NAMESPACE) continue;
    const range = rangeOf(item, defaultRange);
    const at = (line: number, character: number) =>
      positions.offset({ line: line - headerLines, character });
    found.push({
      text: item.textEdit?.newText ?? item.insertText ?? label,
      start: range ? at(range.start.line, range.start.character) : start,
      end: range ? at(range.end.line, range.end.character) : offset,
      type: KINDS[(item.kind ?? 1) - 1] ?? "text",
      signature: item.labelDetails?.detail ?? item.detail ?? "",
      rank: item.sortText ?? "16",
    });
  }
  for (const [name, type] of earlierNames(scope, labels)) {
    // As the names of the cell itself are ranked.
    found.push({ text: name, start, end: offset, type, signature: "", rank: "11" });
  }
  const seen = new Set<string>();
  const kept = found.filter((item) => {
    const written = source.slice(item.start, offset).toLowerCase();
    const isKept = item.text.toLowerCase().startsWith(written) && !seen.has(item.text);
    seen.add(item.text);
    return isKept;
  });
  const exact = (item: Ranked) => (item.text.startsWith(source.slice(item.start, offset)) ? 0 : 1);
  kept.sort(
    (a, b) =>
      exact(a) - exact(b) ||
      (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0) ||
      (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
  return {
    start: kept[0]?.start ?? start,
    end: kept[0]?.end ?? offset,
    items: kept.map(({ rank: _, ...item }) => item),
  };
}
