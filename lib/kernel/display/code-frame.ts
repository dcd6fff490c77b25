import { characterStart } from "../text/index.ts";
import { marked } from "./ansi.ts";

const AROUND = 2;
// How much of a longer line is shown, and how much of that before the place.
const WIDEST = 240;
const BEFORE = 80;

/**
 * The lines around a place, numbered, with carets under it; `length` in UTF-16 units. Of long lines
 * only what stands near the place is shown.
 */
export function codeFrame(
  source: string,
  { line, column, length = 1 }: { line: number; column: number; length?: number },
): string[] {
  const whole = source.split("\n");
  const placed = whole[line - 1] ?? "";
  const from =
    placed.length > WIDEST ? characterStart(placed, Math.max(0, column - 1 - BEFORE)) : 0;
  const lines = whole.map((text) =>
    text.slice(characterStart(text, from), characterStart(text, from + WIDEST)),
  );
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1] ?? "";
    const label = String(number).padStart(width);
    if (number !== line) {
      frame.push(`  ${label} | ${text}`);
      continue;
    }
    frame.push(`${marked(">")} ${label} | ${text}`);
    // Tabs stay tabs, so that the caret stands under its place whatever their width.
    const at = column - 1 - from;
    const indent = text.slice(0, at).replace(/[^\t]/g, " ");
    const carets = "^".repeat(Math.max(1, Math.min(length, text.length - at)));
    frame.push(`  ${" ".repeat(width)} | ${indent}${marked(carets)}`);
  }
  return frame;
}
