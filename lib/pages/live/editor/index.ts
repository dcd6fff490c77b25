export { type CellEditor, type EditorKeys, type EditorOptions, openEditor } from "./cell-editor.ts";
export type { Completions } from "./session-names.ts";
export { showCode } from "./static-code.ts";
