/// <reference lib="dom" />
import { highlightCode } from "@lezer/highlight";
import { codeColors } from "./code-colors.ts";
import { type CellLanguage, grammar } from "./language.ts";

/** Shows a source in a cell's `<code>`, in the colours that the editor has. */
export function showCode(code: Element, source: string, language: CellLanguage): void {
  const parts = document.createDocumentFragment();
  const put = (text: string, classes: string) => {
    if (classes === "") {
      parts.append(text);
      return;
    }
    const span = document.createElement("span");
    span.className = classes;
    span.textContent = text;
    parts.append(span);
  };
  const tree = grammar(language).parser.parse(source);
  highlightCode(source, tree, codeColors, put, () => parts.append("\n"));
  code.replaceChildren(parts);
}
