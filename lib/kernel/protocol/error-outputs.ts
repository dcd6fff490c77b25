import type { CellSyntaxError } from "../cell/index.ts";
import { marked } from "../display/index.ts";
import type { ErrorOutput } from "./interpreter.ts";

/** The error of a cell that an interrupt has ended. */
export const INTERRUPTED = interrupted("the cell was interrupted");

/** The error of a cell that was given up, since an interrupt could not end it. */
export const STUCK = interrupted(
  "the cell was interrupted, but native code that it called cannot be: it still runs, and later cells wait for it; only a restart of the kernel ends it now",
);

/** The error of a cell, called by its title, that is no TypeScript. */
export function syntaxErrorOutput(error: CellSyntaxError, title: string): ErrorOutput {
  const traceback = [
    `${marked("SyntaxError")}: ${error.message}`,
    ...error.frame.split("\n"),
    `    at ${title}, line ${error.line}, column ${error.column}`,
  ];
  return { ename: "SyntaxError", evalue: error.message, traceback };
}

function interrupted(evalue: string): ErrorOutput {
  const ename = "Interrupted";
  return { ename, evalue, traceback: [`${marked(ename)}: ${evalue}`] };
}
