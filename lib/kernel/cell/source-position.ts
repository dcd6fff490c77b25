import { characterStart } from "../text/index.ts";

/** A place in a text: both numbers 1-based, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The place of a UTF-16 offset; lines end as they do in source maps, at line feeds. */
export function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line += 1;
  return { line, column: offset - lineStart + 1 };
}

/** The same for many offsets of one source: it is read once. */
export function positionsIn(source: string): (offset: number) => Position {
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}

/** The UTF-16 offset of a place. */
export function offsetOf(source: string, { line, column }: Position): number {
  const before = source.split("\n", line - 1);
  return before.reduce((sum, text) => sum + text.length + 1, column - 1);
}

/** How much of a long line is shown on either side of the fault. */
const FRAME_REACH = 60;

/** The line at that offset under its number, and a caret below the place. */
export function codeFrame(source: string, offset: number): string {
  const { line, column } = positionAt(source, offset);
  const whole = (source.split("\n", line)[line - 1] ?? "").replace(/\r$/, "");
  const from = characterStart(whole, Math.max(0, column - 1 - FRAME_REACH));
  const shown = whole.slice(from, characterStart(whole, column - 1 + FRAME_REACH));
  const gutter = `${line} | `;
  // A tab stays a tab, so that the caret stands under its place in any viewer.
  const padding = shown.slice(0, column - 1 - from).replace(/[^\t]/g, " ");
  return `${gutter}${shown}\n${" ".repeat(gutter.length - 2)}| ${padding}^`;
}
