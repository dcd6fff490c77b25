import type { SerializedError } from "../link/messages.ts";
import { marked } from "./ansi.ts";
import { codeFrame } from "./code-frame.ts";
import { type FoldableFrame, foldFrames } from "./package-frames.ts";

/** An error as Jupyter shows it. */
export interface ErrorOutput {
  ename: string;
  evalue: string;
  /** Lines, coloured by ANSI codes. */
  traceback: string[];
}

/** A line of a stack as the learner reads it. */
export interface Frame extends FoldableFrame {
  /** The text in which it lies, if the traceback is to show that. */
  source?: string;
  line: number;
  column: number;
}

/** Where a frame lies in what runs. */
export interface Place {
  name: string | undefined;
  url: string;
  line: number;
  column: number;
}

/** What a line of a stack says to the learner; undefined where it is not of the learner's. */
type FrameOf = (stackLine: string) => Frame | undefined;

const FRAME = /^\s*at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/;

/**
 * The error output for a thrown value, with the lines around the place where it was thrown. What no
 * cell waits for is said to be uncaught: it has ended none, and may come when all are done.
 */
export function errorOutput(
  thrown: SerializedError,
  frameOf: FrameOf,
  { isUncaught = false } = {},
): ErrorOutput {
  const [head = "", ...rest] = linesOf(thrown, frameOf, true);
  const traceback = [isUncaught ? `Uncaught ${head}` : head, ...rest];
  return { ename: thrown.name, evalue: thrown.message, traceback };
}

/** The error output of a cell, called by its title, that is no TypeScript. */
export function syntaxErrorOutput(
  error: { message: string; frame: string; line: number; column: number },
  title: string,
): ErrorOutput {
  const traceback = [
    `${marked("SyntaxError")}: ${error.message}`,
    ...error.frame.split("\n"),
    `    at ${title}, line ${error.line}, column ${error.column}`,
  ];
  return { ename: "SyntaxError", evalue: error.message, traceback };
}

/** Where a line of a stack points to in what runs. */
export function placeOf(stackLine: string): Place | undefined {
  const match = FRAME.exec(stackLine);
  if (match === null) return undefined;
  const [, name, where = "", line, column] = match;
  return { name, url: where.replace(/^async /, ""), line: Number(line), column: Number(column) };
}

/** A place after the name of its function, if that has one. */
export function named(name: string | undefined, where: string): string {
  return name === undefined || /^(async )?<anonymous>$/.test(name) ? where : `${name} (${where})`;
}

function linesOf(thrown: SerializedError, frameOf: FrameOf, withCode: boolean): string[] {
  const head =
    thrown.text === undefined
      ? [marked(thrown.name), thrown.message].filter((part) => part !== "").join(": ")
      : `${marked("Thrown")}: ${thrown.text}`;
  const lines = head.split("\n");
  const frames = thrown.frames.flatMap((line) => frameOf(line) ?? []);
  const code = withCode ? frames.find(({ source }) => source !== undefined) : undefined;
  if (code?.source !== undefined) lines.push(...codeFrame(code.source, code));
  for (const line of foldFrames(frames)) lines.push(`    ${line}`);
  if (thrown.more !== undefined) lines.push(`    ${thrown.more}`);
  if (thrown.properties !== undefined) lines.push(...thrown.properties.split("\n"));
  for (const [label, error] of thrown.nested ?? [])
    lines.push(...nestedLines(label, error, frameOf));
  return lines;
}

function nestedLines(label: string, error: SerializedError | string, frameOf: FrameOf): string[] {
  const [first = "", ...rest] =
    typeof error === "string" ? [error] : linesOf(error, frameOf, false);
  return [`  ${label}: ${first}`, ...rest.map((line) => `  ${line}`)];
}
