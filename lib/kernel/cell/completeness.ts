import { isQuestion } from "./ipython-syntax.ts";
import { openBrackets } from "./open-brackets.ts";
import { isParseFault, type ParseFault, parseCell } from "./parse-cell.ts";
import { blankShellLines, type ShellLine } from "./shell-lines.ts";

/** Whether a cell can run as it stands; `indent` is the white space for the next line. */
export type Completeness =
  | { readonly status: "complete" }
  | { readonly status: "incomplete"; readonly indent: string }
  | { readonly status: "invalid" };

const INDENT = "  ";

/**
 * Tells by parsing whether a cell, of which some lines may be commands, is complete, needs more
 * lines, or can never become valid.
 */
export function completeness(
  cell: string,
  { shellLines = [] }: { readonly shellLines?: readonly ShellLine[] } = {},
): Completeness {
  const source = blankShellLines(cell, shellLines);
  if (shellLines.some(({ end }) => /\\\r?\n?$/.test(cell.slice(0, end)) && end === cell.length))
    return { status: "incomplete", indent: "" };
  try {
    parseCell(source);
    return { status: "complete" };
  } catch (fault) {
    if (fault instanceof RangeError) return { status: "invalid" };
    if (!isParseFault(fault)) throw fault;
    if (isQuestion(source)) return { status: "invalid" };
    if (isOpenText(source, fault)) return { status: "incomplete", indent: "" };
    if (!isAtEnd(source, fault)) return { status: "invalid" };
    return { status: "incomplete", indent: nextIndent(source) };
  }
}

/** A template, a comment or a continued string that the source ends in, where white space counts. */
function isOpenText(source: string, { message }: ParseFault): boolean {
  if (/^Unterminated (?:template|comment)/.test(message)) return true;
  return /^Unterminated string/.test(message) && /\\\r?\n?$/.test(source);
}

function isAtEnd(source: string, { pos, message }: ParseFault): boolean {
  if (pos >= source.trimEnd().length) return true;
  // The tokenizer reads "?." only with what follows, and `try {}` is blamed where it begins.
  if (/^\.\s*$/.test(source.slice(pos)) && source[pos - 1] === "?") return true;
  return message.startsWith("Missing catch") && /\}\s*$/.test(source);
}

/** One step deeper than the line that opens the innermost bracket, or else than the last line. */
function nextIndent(source: string): string {
  const at = openBrackets(source).at(-1) ?? source.trimEnd().length;
  const lineStart = source.lastIndexOf("\n", at - 1) + 1;
  const [indent = ""] = /^[\t ]*/.exec(source.slice(lineStart)) ?? [];
  return indent + INDENT;
}
