import { highlightCode } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { codeColors } from "./code-colors.ts";

export type ScriptLanguage = "typescript" | "javascript";
export type ParsedScript = ReturnType<typeof parseScript>;

const parsers = { javascript, typescript: javascript.configure({ dialect: "ts" }) };

/** A source's tree, with what is wrong in it as nodes of error. */
export function parseScript(source: string, language: ScriptLanguage) {
  return parsers[language].parse(source);
}

/** Hands on a source in parts, each with its classes, which are empty where it has no colour. */
export function colorScript(
  source: string,
  language: ScriptLanguage,
  part: (text: string, classes: string) => void,
): void {
  highlightCode(source, parseScript(source, language), codeColors, part, () => part("\n", ""));
}
