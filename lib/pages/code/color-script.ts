import { highlightCode } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { codeColors } from "./code-colors.ts";

export type ScriptLanguage = "typescript" | "javascript";

const parsers = { javascript, typescript: javascript.configure({ dialect: "ts" }) };

/** Hands on a source in parts, each with its classes, which are empty where it has no colour. */
export function colorScript(
  source: string,
  language: ScriptLanguage,
  part: (text: string, classes: string) => void,
): void {
  const tree = parsers[language].parse(source);
  highlightCode(source, tree, codeColors, part, () => part("\n", ""));
}
