import { CellSyntaxError } from "./cell-syntax-error.ts";
import { insteadOfMagic, insteadOfMagicInPage, NO_SHELL } from "./magics.ts";
import { isParseFault, parseCell } from "./parse-cell.ts";
import { blankShellLines, type ShellLine } from "./shell-lines.ts";
import { codeFrame, offsetOf, type Position, positionAt } from "./source-position.ts";

const MAGIC = /^[^\S\r\n]*(%%?)([A-Za-z_]\w*)(.*)$/gm;
const NAME = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*(?:\\.[\\p{ID_Start}$_][\\p{ID_Continue}$]*)*";
const QUESTION = new RegExp(
  `^[^\\S\\r\\n]*(?:\\?{1,2}(${NAME})|(${NAME})\\?{1,2})\\s*;?\\s*$`,
  "gmu",
);
const COMMAND = /(?:^|=)[^\S\r\n]*!\s*([A-Za-z][\w.-]*.*?)[;\s]*$/;

/**
 * The error for a cell that cannot be parsed because it holds a magic of IPython's, or a question
 * as `words?`, or a command where none may stand: it names the way here. Null for any other cell.
 */
export function explainIPython(
  source: string,
  shellLines: readonly ShellLine[],
  error: CellSyntaxError,
  { hasSystem }: { readonly hasSystem: boolean },
): CellSyntaxError | null {
  const text = blankShellLines(source, shellLines);
  const found = magicIn(text, error, hasSystem) ?? questionIn(text);
  if (found === null) {
    const command = commandHint(text, offsetOf(text, error));
    if (command === null) return null;
    const hint = hasSystem ? command : NO_SHELL;
    return new CellSyntaxError(`${error.message.replace(/\.$/, "")}. ${hint}`, error);
  }
  const [message, offset] = found;
  const frame = codeFrame(source, offset);
  return new CellSyntaxError(message, { ...positionAt(source, offset), frame });
}

/** Whether a source cannot be parsed only because of questions, as `words?`. */
export function isQuestion(source: string): boolean {
  return questionIn(source) !== null;
}

type Found = [message: string, offset: number] | null;

function magicIn(text: string, { line }: Position, hasSystem: boolean): Found {
  const end = offsetOf(text, { line: line + 1, column: 1 });
  for (const { index, 0: whole, 1: marks = "", 2: name = "", 3: rest = "" } of text.matchAll(
    MAGIC,
  )) {
    const offset = index + whole.indexOf("%");
    if (offset >= end) break;
    if (isReadable(text.slice(0, offset))) {
      const instead = hasSystem ? insteadOfMagic : insteadOfMagicInPage;
      return [instead(marks, name, rest), offset];
    }
  }
  return null;
}

function questionIn(text: string): Found {
  const lines = [...text.matchAll(QUESTION)];
  const [first] = lines;
  if (first === undefined) return null;
  const without = text.replace(QUESTION, (line) => line.replace(/[^\r\n]/g, " "));
  if (!isReadable(without)) return null;
  const { index, 0: whole, 1: before, 2: after } = first;
  const written = whole.trim();
  const offset = index + whole.indexOf(written);
  return [
    `\`${written}\` asks IPython what a name is; here put the cursor on \`${before ?? after}\` and press Shift-Tab.`,
    offset,
  ];
}

/** What to do for `const files = !git log`, or a command in a block, where a fault was found. */
export function commandHint(source: string, offset: number): string | null {
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  const [line = ""] = /^.*/.exec(source.slice(start)) ?? [];
  const written = COMMAND.exec(line)?.[1];
  if (written === undefined) return null;
  return (
    "A command begins with `!` on a line of its own, outside of blocks; for its output in a " +
    'variable, import { execSync } from "node:child_process" and call ' +
    `execSync(${JSON.stringify(written)}, { encoding: "utf8" }).`
  );
}

function isReadable(text: string): boolean {
  try {
    parseCell(text);
    return true;
  } catch (fault) {
    if (isParseFault(fault) || fault instanceof RangeError) return false;
    throw fault;
  }
}
