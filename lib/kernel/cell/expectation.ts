import { CellSyntaxError } from "./cell-syntax-error.ts";
import { openBrackets } from "./open-brackets.ts";
import { codeFrame, offsetOf, positionAt } from "./source-position.ts";

/** What a parser says that knows what may stand there: `',' expected.` at a UTF-16 offset. */
export interface Expectation {
  readonly message: string;
  readonly start: number;
}

/** What this parser says where it knows no more than that it cannot go on. */
const UNSPECIFIC = /^(?:Unexpected|Unsyntactic|Missing|Invalid number|The cell ends)/;
const CLOSING: Record<string, string> = { "(": "')'", "[": "']'", "{": "'}'" };

/** Whether a fault is said in words that another parser's could be better than. */
export function isUnspecific(error: CellSyntaxError): boolean {
  return UNSPECIFIC.test(error.message);
}

/**
 * The fault of a cell, in the words of another parser, which say what was expected there. They are
 * not taken where ours are as good, or where the other one has stopped later.
 */
export function withExpectation(
  error: CellSyntaxError,
  source: string,
  expectation: Expectation | undefined,
): CellSyntaxError {
  const offset = offsetOf(source, error);
  if (expectation === undefined || !isUnspecific(error)) return error;
  if (expectation.start > offset || /^Unexpected/.test(expectation.message)) return error;
  const { start } = expectation;
  const [first = ""] = expectation.message.split("\n");
  const message = first.replace(/\.$/, "");
  const reason = /^'[^']*' expected$/.test(message) ? inContext(message, source, start) : message;
  return new CellSyntaxError(reason + whatIsThere(message, error, start === offset), {
    ...positionAt(source, start),
    frame: codeFrame(source, start),
  });
}

/** With the bracket that is open there, which may be closed as well, or which is to be closed. */
function inContext(message: string, source: string, start: number): string {
  const open = openBrackets(source.slice(0, start)).at(-1);
  const close = open === undefined ? "';'" : CLOSING[source.charAt(open)];
  if (message === "',' expected" && close !== undefined) return `',' or ${close} expected`;
  if (open === undefined || close === undefined || !message.startsWith(close)) return message;
  const { line, column } = positionAt(source, open);
  return line === positionAt(source, start).line
    ? message
    : `${message} for the '${source.charAt(open)}' at line ${line}, column ${column}`;
}

function whatIsThere(message: string, error: CellSyntaxError, isSame: boolean): string {
  if (!isSame || !message.endsWith(" expected")) return "";
  const [, token] = /^Unexpected (`.*`)$/.exec(error.message) ?? [];
  if (token !== undefined) return `, got ${token}`;
  return error.message.startsWith("The cell ends") ? ", but the cell ends here" : "";
}
