import { stripVTControlCharacters } from "node:util";
import type { ExecuteReply } from "../client/index.ts";
import type { CodeCell } from "./notebook.ts";

/**
 * The line of the cell (1-based) at which it failed, also if that was a call of another cell's
 * function: from the traceback (`Cell [3], line 2`, in IPython `Cell In[3], line 2`) or from what
 * tslab prints for a type error (`2:5 - message`); undefined if neither tells.
 */
export function errorLine({ traceback }: ExecuteReply, cell: CodeCell): number | undefined {
  const printed = cell.outputs.map((output) =>
    output.output_type === "stream" ? output.text : "",
  );
  const text = stripVTControlCharacters([...(traceback ?? []), ...printed].join("\n"));
  const patterns = [
    new RegExp(`\\bCell (?:In)?\\[${cell.execution_count}\\], line (\\d+)`),
    /^(\d+):\d+ - /m,
  ];
  for (const pattern of patterns) {
    const line = Number(pattern.exec(text)?.[1]);
    if (line >= 1 && line <= cell.source.split("\n").length) return line;
  }
  return undefined;
}
