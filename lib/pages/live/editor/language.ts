import { javascriptLanguage, typescriptLanguage } from "@codemirror/lang-javascript";
import { type Language, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { codeColors } from "./code-colors.ts";

export type CellLanguage = "typescript" | "javascript";

/** The grammar of a cell. */
export function grammar(language: CellLanguage): Language {
  return language === "typescript" ? typescriptLanguage : javascriptLanguage;
}

/** A cell's grammar, in the page's colours. */
export function languageSupport(language: CellLanguage): Extension {
  return [grammar(language), syntaxHighlighting(codeColors)];
}
