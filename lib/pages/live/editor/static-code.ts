/// <reference lib="dom" />
import { colorScript, type ScriptLanguage } from "../../code/index.ts";

/** Shows a source in a cell's `<code>`, in the colours that the editor has. */
export function showCode(code: Element, source: string, language: ScriptLanguage): void {
  const parts = document.createDocumentFragment();
  colorScript(source, language, (text, classes) => {
    if (classes === "") {
      parts.append(text);
      return;
    }
    const span = document.createElement("span");
    span.className = classes;
    span.textContent = text;
    parts.append(span);
  });
  code.replaceChildren(parts);
}
