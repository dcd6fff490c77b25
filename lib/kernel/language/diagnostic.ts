import type { Diagnostic } from "vscode-languageserver-protocol";
import { addsGlobals } from "./names-in-text.ts";
import { PREFIX } from "./project.ts";
import { CELLS_NAMESPACE } from "./scope.ts";
import { TextPositions } from "./text-position.ts";

/** Another place that explains a type error; `start` is present when it lies in the same cell. */
export interface RelatedInformation {
  message: string;
  start?: number;
  end?: number;
}

/**
 * One type error: UTF-16 offsets into the source of the cell, or of the module, 1-based lines and
 * columns.
 */
export interface CellDiagnostic {
  start: number;
  end: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The compiler's number, 2322 for `TS2322`. */
  code: number;
  /** The whole message chain; each reason is on its own, further indented line. */
  message: string;
  related: RelatedInformation[];
  /** The local module in which it lies: its path as seen from the notebook's folder, and its text. */
  module?: { path: string; source: string };
}

/** Errors about how a file is emitted or set up, which is the kernel's affair, not the cell's. */
const NOT_THE_CELLS = new Set([
  1203, 1205, 1208, 1259, 1286, 1287, 1293, 1294, 1295, 1375, 1378, 1431, 1432, 1470, 1484, 1485,
  // Unused names, and helpers or declarations that are never emitted.
  2354, 2807, 4020, 4025, 4031, 4058, 4060, 4094, 6133, 6138, 6192, 6196, 6198, 6199,
  // What has no type becomes `any`: evolving variables, packages without types, JSX without a
  // namespace of elements.
  7005, 7016, 7026, 7034,
]);

/** What a name brought in by an import is really: the server says "because it is an import". */
const KIND_OF_ASSIGNMENT: Record<string, [code: number, kind: string]> = {
  const: [2588, "a constant"],
  using: [2588, "a constant"],
  function: [2630, "a function"],
  class: [2629, "a class"],
  enum: [2628, "an enum"],
  namespace: [2631, "a namespace"],
};

/** The code of an item; 0 if it has none. */
export function codeOf(item: Diagnostic): number {
  return Number(item.code ?? 0);
}

/** Does an item tell that the text cannot be parsed? */
export function isAboutSyntax(item: Diagnostic): boolean {
  return codeOf(item) < 2000 || /^17\d{3}$/.test(String(item.code));
}

/** The message of an item, as text. */
export function messageOf({ message }: Diagnostic): string {
  return typeof message === "string" ? message : message.value;
}

/** The first name in quotes of a message. */
export function quotedName(message: string): string | undefined {
  return /'([^']+)'/.exec(message)?.[1];
}

/** A message without the names of documents that the learner knows nothing of. */
export function withoutInternalNames(message: string): string {
  return message
    .replace(new RegExp(`(?:typeof )?import\\("[^"]*${PREFIX}[^"]*"\\)\\.`, "g"), "")
    .replace(new RegExp(`(?:typeof )?${CELLS_NAMESPACE}\\.c\\d+\\.`, "g"), "");
}

/** What turns the server's items into a cell's type errors. */
export interface DiagnosticContext {
  source: string;
  headerLines: number;
  /** The uri of the document that was checked. */
  uri: string;
  /** How an earlier cell declared a name. */
  kindOf: (name: string) => string | undefined;
  unalias: (message: string) => string;
}

/** The type errors of a cell among the server's items, in the order of the text. */
export function cellDiagnostics(
  items: readonly Diagnostic[],
  { source, headerLines, uri, kindOf, unalias }: DiagnosticContext,
): CellDiagnostic[] {
  const positions = new TextPositions(source);
  const offset = (line: number, character: number) =>
    positions.offset({ line: line - headerLines, character });
  const found: CellDiagnostic[] = [];
  const isGlobal = addsGlobals(source);
  for (const item of items) {
    let code = codeOf(item);
    if (item.severity !== 1 || NOT_THE_CELLS.has(code)) continue;
    // A cell that is run again meets the global declarations of its previous self.
    if (isGlobal && (code === 2403 || code === 2717)) continue;
    const { range } = item;
    if (range.start.line < headerLines) continue;
    const start = offset(range.start.line, range.start.character);
    const end = offset(range.end.line, range.end.character);
    let message = unalias(withoutInternalNames(messageOf(item)));
    const assigned = code === 2632 ? kindOf(quotedName(message) ?? "") : undefined;
    const [properCode, kind] = KIND_OF_ASSIGNMENT[assigned ?? ""] ?? [];
    if (properCode !== undefined) {
      code = properCode;
      message = `Cannot assign to '${quotedName(message)}' because it is ${kind}.`;
    }
    const related: RelatedInformation[] = [];
    for (const { location, message } of item.relatedInformation ?? []) {
      const text = unalias(withoutInternalNames(message));
      if (location.uri !== uri) {
        // Without the place, this says nothing.
        if (!/ declared here\.$/.test(text)) related.push({ message: text });
      } else if (location.range.start.line >= headerLines) {
        const { start, end } = location.range;
        related.push({
          message: text,
          start: offset(start.line, start.character),
          end: offset(end.line, end.character),
        });
      }
    }
    const from = positions.position(start);
    const to = positions.position(end);
    found.push({
      start,
      end,
      line: from.line + 1,
      column: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
      code,
      message,
      related,
    });
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}
