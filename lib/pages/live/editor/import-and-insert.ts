import { type Completion, pickedCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { ChangeSpec, EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Documentation } from "./notebook-names.ts";

/** Completes a name that no cell imports yet, and imports it in this one. */
export function importAndInsert({ name, specifier }: Documentation) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const changes = view.state.changes([
      importOf(view.state, name, specifier),
      { from, to, insert: name },
    ]);
    view.dispatch({
      changes,
      selection: { anchor: changes.mapPos(to, 1) },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
    });
  };
}

/** Among the names that the cell imports from there, or in a line before all others. */
function importOf(state: EditorState, name: string, specifier: string): ChangeSpec {
  for (const declaration of syntaxTree(state).topNode.getChildren("ImportDeclaration")) {
    const from = declaration.getChild("String");
    const names = declaration.getChild("ImportGroup")?.getChildren("VariableDefinition");
    const last = names?.at(-1);
    const isThere = from && state.sliceDoc(from.from + 1, from.to - 1) === specifier;
    if (isThere && last && declaration.getChild("type") === null)
      return { from: last.to, insert: `, ${name}` };
  }
  return { from: 0, insert: `import { ${name} } from "${specifier}";\n` };
}
