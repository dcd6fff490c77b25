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
const COMMAND_START = /^[^\S\r\n]*!(?!=)(?=[^\S\r\n]*\S)/gm;
/** From there: the line, and those that a backslash at its end continues it by. */
const WHOLE_LINE = /!(?:[^\r\n\\]|\\(?:\r?\n|.)?)*/y;

/** Words that begin an operand and are no names. */
const KEYWORDS = new Set(
  "async await class delete false function import new null super this true typeof void".split(" "),
);

/** Whether a source has a line that could be a command; quick, for the many cells that have none. */
export function mayHoldShellLines(source: string): boolean {
  return source.includes("!") && source.search(COMMAND_START) !== -1;
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
  const names = new Set<string>();
  const isNamed = (name: string) => names.has(name) || isKnown(name);
  for (let from = 0; ; ) {
    const lines = nextShellLines(source.slice(from), names, isNamed);
    found.push(...lines.map((line) => movedBy(from, line)));
    const last = found.at(-1);
    if (last === undefined || lines.length === 0) return found;
    from = last.end;
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

/**
 * The first commands of a source; there may be more behind them. The names that are declared before
 * are added to `names`.
 */
function nextShellLines(
  source: string,
  names: Set<string>,
  isNamed: (name: string) => boolean,
): ShellLine[] {
  const places = [...source.matchAll(COMMAND_START)].map(
    ({ index, 0: text }) => index + text.length - 1,
  );
  if (places.length === 0) return [];
  const program = read(source);
  if (typeof program === "number") {
    for (const place of places) {
      // What cannot be read up to there cannot be read further either.
      if (place > program) return [];
      const before = read(source.slice(0, place));
      if (typeof before === "number") continue;
      addNames(before, source, names);
      const line = shellLineAt(source, place);
      if (!beginsWithName(line, isNamed) || !isReadable(`!${line.command}`)) return [line];
    }
    return [];
  }
  addNames(program, source, names);
  const ends = new Map(list(program, "body").map(({ start, end }) => [start, end]));
  const lines: ShellLine[] = [];
  for (const place of places) {
    const end = ends.get(place);
    if (end === undefined) continue;
    const line = shellLineAt(source, place);
    if (beginsWithName(line, isNamed)) continue;
    lines.push(line);
    // `!ls *` was read together with the next line.
    if (end > line.end) break;
  }
  return lines;
}

function movedBy(offset: number, { start, end, command }: ShellLine): ShellLine {
  return { start: start + offset, end: end + offset, command };
}

function shellLineAt(source: string, start: number): ShellLine {
  WHOLE_LINE.lastIndex = start;
  const text = WHOLE_LINE.exec(source)?.[0] ?? "";
  const command = text
    .slice(1)
    .replace(/\\\r?\n/g, "")
    .trim();
  return { start, end: start + text.length, command };
}

/** Whether what follows the `!` begins with a name in scope, or with none. */
function beginsWithName({ command }: ShellLine, isNamed: (name: string) => boolean): boolean {
  const [word] = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(command) ?? [];
  return word === undefined || KEYWORDS.has(word) || isNamed(word);
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

function addNames(program: SyntaxNode, source: string, names: Set<string>): void {
  for (const { name } of cellDeclarations(program, source)) names.add(name);
}

/** The tree of a source, or the offset up to which it can be read. */
function read(source: string): SyntaxNode | number {
  try {
    return parseCell(source).program;
  } catch (error) {
    if (error instanceof RangeError) return source.length;
    if (!isParseFault(error)) throw error;
    return Math.max(error.pos, error.raisedAt);
  }
}
