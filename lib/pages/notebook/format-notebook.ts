import type { Cell, Json, Notebook, Output } from "./notebook.ts";
import { stableJson } from "./stable-json.ts";

/** The text of a notebook's file, byte for byte as Jupyter's own nbformat writes it. */
export function formatNotebook(notebook: Notebook): string {
  const { signature, orig_nbformat, orig_nbformat_minor, ...metadata } = notebook.metadata;
  return `${stableJson({ ...notebook, metadata, cells: notebook.cells.map(fileCell) })}\n`;
}

function fileCell(cell: Cell): object {
  const { trusted, ...metadata } = cell.metadata;
  const base = { ...cell, metadata, source: splitLines(cell.source) };
  if (cell.cell_type === "code") return { ...base, outputs: cell.outputs.map(fileOutput) };
  if (!cell.attachments) return base;
  const attachments = Object.entries(cell.attachments).map(([name, data]) => [
    name,
    fileBundle(data),
  ]);
  return { ...base, attachments: Object.fromEntries(attachments) };
}

function fileOutput(output: Output): object {
  switch (output.output_type) {
    case "execute_result":
    case "display_data":
      return { ...output, data: fileBundle(output.data) };
    case "stream":
      return { ...output, text: splitLines(output.text) };
    case "error":
      return output;
  }
}

/** Only types that people read are split into lines; a picture stays one string. */
function fileBundle(data: Json): Json {
  const isText = (type: string) =>
    type.startsWith("text/") || type === "application/javascript" || type === "image/svg+xml";
  const split = Object.entries(data).map(([type, value]) => [
    type,
    isText(type) && typeof value === "string" ? splitLines(value) : value,
  ]);
  return Object.fromEntries(split);
}

/** Where Python's `str.splitlines` cuts, besides `\r\n`. */
const LINE_ENDS = new Set("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029");

function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = 0; end < text.length; end++) {
    const char = text.charAt(end);
    if (!LINE_ENDS.has(char) || (char === "\r" && text.charAt(end + 1) === "\n")) continue;
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}
