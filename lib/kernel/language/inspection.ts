import type { Hover } from "vscode-languageserver-protocol";
import { cleanHover, markupText, plainText } from "./markup.ts";
import type { TextPositions } from "./text-position.ts";

/** What is known of the name at an offset. */
export interface Inspection {
  /** The name's own range in the cell, UTF-16 offsets. */
  start: number;
  end: number;
  /** Signature (a fenced block), documentation and tags. */
  markdown: string;
  /** The same without markup. */
  text: string;
}

/** An inspection out of the server's hover; undefined if it says nothing. */
export function inspectionOf(
  hover: Hover | null,
  positions: TextPositions,
  headerLines: number,
  offset: number,
): Inspection | undefined {
  if (!hover) return undefined;
  const parts = Array.isArray(hover.contents) ? hover.contents : [hover.contents];
  const markdown = cleanHover(
    parts
      .map((part) => (typeof part === "string" || "kind" in part ? markupText(part) : part.value))
      .join("\n\n"),
  );
  // This is what the server shows for a name that there is not.
  if (markdown === "" || markdown === "```typescript\nany\n```") return undefined;
  const at = (line: number, character: number) =>
    positions.offset({ line: line - headerLines, character });
  const { range } = hover;
  return {
    start: range ? at(range.start.line, range.start.character) : offset,
    end: range ? at(range.end.line, range.end.character) : offset,
    markdown,
    text: plainText(markdown),
  };
}
