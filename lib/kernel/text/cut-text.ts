import { characterStart } from "./character-start.ts";

/** A text of at most so many characters and lines, with a sentence on how much of it is left out. */
export function cutText(
  text: string,
  { characters, lines = Number.POSITIVE_INFINITY }: { characters: number; lines?: number },
): string {
  const most = Math.min(characters, endOfLine(text, lines));
  if (most >= text.length) return text;
  const end = characterStart(text, most);
  return `${text.slice(0, end)}\n… ${text.length - end} more characters`;
}

/** Where the line with this number, from 1, ends. */
function endOfLine(text: string, lines: number): number {
  if (text.length <= lines) return text.length;
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = text.indexOf("\n", end + 1);
    if (end === -1) return text.length;
  }
  return end;
}
