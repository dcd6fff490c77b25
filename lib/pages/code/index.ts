/**
 * The colours of TypeScript and JavaScript: the same where a page is written and where its cells are
 * edited, so that nothing changes its colour when a reader begins to type.
 *
 * @module
 */
export { codeColors } from "./code-colors.ts";
export {
  colorScript,
  type ParsedScript,
  parseScript,
  type ScriptLanguage,
} from "./color-script.ts";
