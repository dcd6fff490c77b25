import { cellDeclarations } from "./cell-declarations.ts";
import { isParseFault, parse, parseCell } from "./parse-cell.ts";
import { list, type SyntaxNode } from "./syntax-node.ts";

/** A line of a cell that is a command for the system's shell, as `!ls -la`. */
export interface ShellLine {
  /** The UTF-16 offsets of the `!`, and of the end of its line or of the last that continues it. */
  readonly start: number;
  readonly end: number;
  readonly command: string;
}

/** A `!` with something after it, which could begin a statement. */
const beginning = /^[^\S\r\n]*!(?!=)(?=[^\S\r\n]*\S)/gm;
/** From there: the line, and those that a backslash at its end continues it by. */
const wholeLine = /!(?:[^\r\n\\]|\\(?:\r?\n|.)?)*/y;

/** Words that begin an operand and are no names. */
const keywords = new Set(
  "async await class delete false function import new null super this true typeof void".split(" "),
);

/** Whether a source has a line that could be a command; quick, for the many cells that have none. */
export function mayHoldShellLines(source: string): boolean {
  return source.includes("!") && source.search(beginning) !== -1;
}

/**
 * The commands of a cell, in order. TypeScript knows `!` as "not", so a line is a command where a
 * statement may begin, at the top level of the cell, unless it can be read as TypeScript and what
 * follows the `!` begins with a name in scope, of the cell itself or one that `isKnown` gives, or
 * with no name at all.
 */
export function findShellLines(source: string, isKnown: (name: string) => boolean): ShellLine[] {
  const found: ShellLine[] = [];
  if (!mayHoldShellLines(source)) return found;
  let text = source;
  for (;;) {
    const lines = nextShellLines(text, isKnown);
    if (lines.length === 0) return found.sort((a, b) => a.start - b.start);
    found.push(...lines);
    text = blankShellLines(text, lines);
  }
}

/** The source with an empty statement in place of each command; every offset stays as it is. */
export function blankShellLines(source: string, lines: readonly ShellLine[]): string {
  return replaceLines(source, lines, (text) => `;${text.slice(1).replace(/[^\r\n]/g, " ")}`);
}

/** The source with calls of a function in place of the commands; every line stays where it is. */
export function callShell(source: string, lines: readonly ShellLine[], helper: string): string {
  return replaceLines(source, lines, (text, { command }) => {
    const breaks = text.replace(/[^\n]/g, "");
    return `await ${helper}(${JSON.stringify(command)});${breaks}`;
  });
}

function replaceLines(
  source: string,
  lines: readonly ShellLine[],
  replace: (text: string, line: ShellLine) => string,
): string {
  let result = "";
  let done = 0;
  for (const line of lines) {
    result += source.slice(done, line.start) + replace(source.slice(line.start, line.end), line);
    done = line.end;
  }
  return result + source.slice(done);
}

/** Commands that are certain in a source as it is; there may be more once they are out of it. */
function nextShellLines(source: string, isKnown: (name: string) => boolean): ShellLine[] {
  const places = [...source.matchAll(beginning)].map(
    ({ index, 0: text }) => index + text.length - 1,
  );
  if (places.length === 0) return [];
  const program = programOf(source);
  if (program === null) {
    for (const place of places) {
      const before = programOf(source.slice(0, place));
      if (before === null) continue;
      const line = shellLineAt(source, place);
      if (!isTypeScript(line, namesOf(before, source), isKnown)) return [line];
    }
    return [];
  }
  const names = namesOf(program, source);
  const ends = new Map(list(program, "body").map(({ start, end }) => [start, end]));
  const lines: ShellLine[] = [];
  for (const place of places) {
    const end = ends.get(place);
    if (end === undefined) continue;
    const line = shellLineAt(source, place);
    if (isNamed(line.command, names, isKnown)) continue;
    lines.push(line);
    // `!ls *` was read together with the next line.
    if (end > line.end) break;
  }
  return lines;
}

function shellLineAt(source: string, start: number): ShellLine {
  wholeLine.lastIndex = start;
  const text = wholeLine.exec(source)?.[0] ?? "";
  const command = text
    .slice(1)
    .replace(/\\\r?\n/g, "")
    .trim();
  return { start, end: start + text.length, command };
}

function isTypeScript(
  { command }: ShellLine,
  names: ReadonlySet<string>,
  isKnown: (name: string) => boolean,
): boolean {
  return isNamed(command, names, isKnown) && isReadable(`!${command}`);
}

/** Whether what follows a `!` begins with a name in scope, or with none. */
function isNamed(
  command: string,
  names: ReadonlySet<string>,
  isKnown: (name: string) => boolean,
): boolean {
  const [word] = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(command) ?? [];
  return word === undefined || keywords.has(word) || names.has(word) || isKnown(word);
}

/** Whether a text is TypeScript, or its beginning. */
function isReadable(text: string): boolean {
  try {
    parse(text, "ts");
    return true;
  } catch (fault) {
    return isParseFault(fault) && fault.pos >= text.length;
  }
}

function namesOf(program: SyntaxNode, source: string): ReadonlySet<string> {
  return new Set(cellDeclarations(program, source).map(({ name }) => name));
}

function programOf(source: string): SyntaxNode | null {
  try {
    return parseCell(source).program;
  } catch (error) {
    if (isParseFault(error) || error instanceof RangeError) return null;
    throw error;
  }
}
