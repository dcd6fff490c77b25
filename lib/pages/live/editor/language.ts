import { javascriptLanguage, typescriptLanguage } from "@codemirror/lang-javascript";
import { syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { codeColors, type ScriptLanguage } from "../../code/index.ts";

const LANGUAGES = { javascript: javascriptLanguage, typescript: typescriptLanguage };

/** A cell's grammar, in the page's colours. */
export function languageSupport(language: ScriptLanguage): Extension {
  return [LANGUAGES[language], syntaxHighlighting(codeColors)];
}
