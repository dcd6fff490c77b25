import { type Extension, Prec } from "@codemirror/state";
import { type Command, EditorView, keymap } from "@codemirror/view";

/** What the keys of a notebook do; the editor knows no cells. */
export interface EditorKeys {
  /** Ctrl+Enter. */
  run(): void;
  /** Shift+Enter. */
  runAndNext(): void;
  /** Alt+Enter. */
  runAndInsert(): void;
  /** Escape, where it closes neither a list of completions nor the search. */
  leave(): void;
}

/**
 * The keys of a notebook, before the editor's own. After Escape the Tab key moves the focus, also
 * where `leave` lets it stay, until the reader edits or comes back.
 */
export function interfaceKeys(keys: EditorKeys): Extension {
  const always =
    (act: () => void): Command =>
    () => {
      act();
      return true;
    };
  return [
    Prec.highest(
      keymap.of([
        { key: "Ctrl-Enter", mac: "Cmd-Enter", run: always(keys.run) },
        { mac: "Ctrl-Enter", run: always(keys.run) },
        { key: "Shift-Enter", run: always(keys.runAndNext) },
        { key: "Alt-Enter", run: always(keys.runAndInsert) },
      ]),
    ),
    keymap.of([
      {
        key: "Escape",
        run: (view) => {
          view.setTabFocusMode(true);
          keys.leave();
          return true;
        },
      },
    ]),
    EditorView.updateListener.of(({ docChanged, view }) => {
      if (docChanged) view.setTabFocusMode(false);
    }),
    EditorView.domEventHandlers({ focus: (_, view) => view.setTabFocusMode(false) }),
  ];
}
