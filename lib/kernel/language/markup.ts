import type { MarkupContent } from "vscode-languageserver-protocol";
import { withoutInternalNames } from "./diagnostic.ts";
import { CELLS_NAMESPACE } from "./scope.ts";

/** The text of what the protocol allows as documentation. */
export function markupText(content: string | MarkupContent | undefined): string {
  return typeof content === "string" ? content : (content?.value ?? "");
}

/** A hover's Markdown as the cell's author sees the name: no trace of how it was brought in. */
export function cleanHover(markdown: string): string {
  return withoutInternalNames(markdown)
    .replace(new RegExp(`^import [^\\n]*${CELLS_NAMESPACE}[^\\n]*\\n?`, "gm"), "")
    .replace(/^(```\w*\n)\(alias\) /gm, "$1")
    .trim();
}

/** Markdown as plain text. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^```\w*\n|^```$/gm, "")
    .replace(/\*(@\w+)\*/g, "$1")
    .replace(/\*\*([^*\n]+)\*\*/g, "$1")
    .replace(/\[([^\]\n]+)\]\([^)\n]*\)/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
