import type { Diagnostic } from "vscode-languageserver-protocol";
import { codeOf, messageOf, quotedName } from "./diagnostic.ts";
import type { Draft } from "./draft.ts";
import type { Scope } from "./scope.ts";
import { TextPositions } from "./text-position.ts";

/** A declaration of the cell conflicts with a name that the header brought in. */
const CONFLICT = new Set([2300, 2395, 2397, 2440, 2451, 2528, 2567, 2649, 2813, 2814]);
/** A name is not there: in any sense, as a type, as a value, as a namespace, as what JSX calls. */
const ABSENT = new Set([2304, 2503, 2552, 2662, 2663, 2874, 2879, 18004]);
const ABSENT_TYPE = 2749;
const ABSENT_VALUE = 2693;
/** A name is used before its own declaration: variable, class, enum. */
const BEFORE_DECLARATION = new Set([2448, 2449, 2450]);

/** Which names a draft may no longer be given, and whose use before declaration is let pass. */
export interface Corrections {
  refused: Set<string>;
  tolerated: Set<string>;
}

/**
 * Corrects a draft by what the checker says of it: without a parser, which names a cell declares
 * itself is a guess at first. Also, `const data = clean(data)` means the earlier `data` on the
 * right, as it does at run time. True if the draft changed and must be checked again.
 */
export function correctDraft(
  draft: Draft,
  items: readonly Diagnostic[],
  scope: Scope,
  headerLines: number,
  { refused, tolerated }: Corrections,
): boolean {
  let isChanged = false;
  const previous: [name: string, start: number][] = [];
  const positions = new TextPositions(draft.body);
  for (const item of items) {
    if (item.severity !== 1) continue;
    const code = codeOf(item);
    const name = quotedName(messageOf(item));
    if (name === undefined) continue;
    if (CONFLICT.has(code) && draft.names.has(name)) {
      draft.names.delete(name);
      refused.add(name);
      isChanged = true;
    } else if (ABSENT.has(code) && scope.has(name) && !draft.names.has(name)) {
      if (refused.has(name)) continue;
      draft.names.set(name, "both");
      isChanged = true;
    } else if (code === ABSENT_TYPE && scope.types.has(name) && !draft.names.has(name)) {
      if (refused.has(name)) continue;
      draft.names.set(name, "type");
      isChanged = true;
    } else if (code === ABSENT_VALUE && scope.values.has(name) && !draft.names.has(name)) {
      if (refused.has(name)) continue;
      draft.names.set(name, "value");
      isChanged = true;
    } else if (BEFORE_DECLARATION.has(code) && scope.values.has(name)) {
      const { line, character } = item.range.start;
      previous.push([name, positions.offset({ line: line - headerLines, character })]);
    }
  }
  for (const [name, start] of previous) {
    if (draft.usePrevious(name, start)) isChanged = true;
    else tolerated.add(name);
  }
  return isChanged;
}

/** The items without those about a tolerated use before declaration, and what follows from it. */
export function withoutTolerated(
  items: readonly Diagnostic[],
  tolerated: ReadonlySet<string>,
): Diagnostic[] {
  if (tolerated.size === 0) return [...items];
  return items.filter((item) => {
    const code = codeOf(item);
    const isAboutOrder = BEFORE_DECLARATION.has(code) || code === 2454 || code === 7022;
    return !isAboutOrder || !tolerated.has(quotedName(messageOf(item)) ?? "");
  });
}

/** Does a cell ask not to be checked, by a comment before its first statement? */
export function isUnchecked(source: string): boolean {
  return /^(?:\s+|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)*?\/\/\/?\s*@ts-nocheck\b/.test(source);
}
