import { createHash } from "node:crypto";
import type { Notebook } from "../notebook/index.ts";
import { describeNotebook } from "./notebook-summary.ts";

/**
 * The key under which a reader's browser keeps what belongs to a notebook's page. Pages from disk share
 * one storage, so it tells notebooks of one name apart: by their title and their first cell, which
 * new versions seldom change.
 */
export function pageKey(name: string, notebook: Notebook): string {
  const [first] = notebook.cells;
  const own = [describeNotebook(notebook).title ?? "", first?.id ?? first?.source ?? ""];
  return `${name}/${createHash("sha256").update(JSON.stringify(own)).digest("hex").slice(0, 8)}`;
}
