import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** The line to mark, counted from 1; undefined for none. */
export const setErrorLine = StateEffect.define<number | undefined>();

const mark = Decoration.line({ class: "error-line" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, docChanged, newDoc, startState }) {
    let updated = marks;
    if (docChanged) {
      // A line that was edited may be right now.
      const isEdited = (from: number) =>
        changes.touchesRange(from, startState.doc.lineAt(from).to) !== false;
      updated = marks.update({ filter: (from) => !isEdited(from) }).map(changes);
    }
    for (const effect of effects) {
      if (!effect.is(setErrorLine)) continue;
      const line = effect.value;
      updated =
        line === undefined || line < 1 || line > newDoc.lines
          ? Decoration.none
          : Decoration.set(mark.range(newDoc.line(line).from));
    }
    return updated;
  },
  provide: (from) => EditorView.decorations.from(from),
});

/** Marks the line in which a cell failed. */
export function errorLine(): Extension {
  return field;
}
