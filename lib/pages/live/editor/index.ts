export { type CellEditor, type EditorOptions, openEditor } from "./cell-editor.ts";
export { NotebookNames } from "./notebook-names.ts";
export { showCode } from "./static-code.ts";
