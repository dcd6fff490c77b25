export { type CellEditor, type EditorKeys, type EditorOptions, openEditor } from "./cell-editor.ts";
export { NotebookNames } from "./notebook-names.ts";
export { showCode } from "./static-code.ts";
