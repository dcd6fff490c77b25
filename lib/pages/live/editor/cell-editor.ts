/// <reference lib="dom" />
import { isolateHistory } from "@codemirror/commands";
import { forceParsing } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ScriptLanguage } from "../../code/index.ts";
import { completing } from "./completing.ts";
import type { CompletionSources } from "./completions.ts";
import { editing } from "./editing.ts";
import { type EditorKeys, interfaceKeys } from "./editor-keys.ts";
import { errorLine, setErrorLine } from "./error-line.ts";
import { languageSupport } from "./language.ts";
import { showCode } from "./static-code.ts";

export interface EditorOptions extends CompletionSources {
  readonly source: string;
  readonly language: ScriptLanguage;
  /** The editor's accessible name, such as "Code of cell 3". */
  readonly label: string;
  /** Told the whole source after every change that the reader makes. */
  readonly changed: (source: string) => void;
  readonly keys: EditorKeys;
}

/** An editor in the place of a cell's code. */
export interface CellEditor {
  /** Setting it is one step of the history; it does not call `changed`. */
  source: string;
  /** With a point of the window, the cursor goes there. */
  focus(at?: { readonly x: number; readonly y: number }): void;
  /** Marks the line of an error, counted from 1, until it is edited; undefined takes the mark away. */
  markErrorLine(line: number | undefined): void;
  /** Puts the code back, coloured, with what was edited. */
  destroy(): void;
}

/** As many characters as a window shows. */
const FIRST_SEEN = 8000;
const HINT = "Tab indents. To leave with Tab, press Escape first.";

/** Turns a cell's code into an editor, in its place and of its size. */
export function openEditor(place: HTMLElement, options: EditorOptions): CellEditor {
  const code = place.querySelector("code");
  if (code === null)
    throw new RangeError("openEditor: place must hold the cell's <code>, got none");
  let isSet = false;
  const view = new EditorView({
    state: EditorState.create({
      // The page shows no empty lines at the end either: nothing moves when the editor opens.
      doc: options.source.replace(/\n+$/, ""),
      extensions: [
        interfaceKeys(options.keys),
        languageSupport(options.language),
        completing(options),
        editing(),
        errorLine(),
        EditorView.scrollMargins.of(coveredEdges),
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-description": HINT,
          tabindex: "0",
        }),
        EditorView.updateListener.of((update) => {
          if (update.focusChanged) markTyping(update.view.hasFocus);
          if (!update.docChanged) return;
          const source = update.state.doc.toString();
          // What is copied and printed is the code behind the editor.
          code.textContent = source;
          if (!isSet) options.changed(source);
        }),
      ],
    }),
  });
  // Its first lines are coloured when they are first seen, also where the machine is busy.
  forceParsing(view, FIRST_SEEN, 200);
  place.prepend(view.dom);
  place.classList.add("edited");
  return {
    get source() {
      return view.state.doc.toString();
    },
    set source(source) {
      isSet = true;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: source },
        annotations: isolateHistory.of("full"),
      });
      isSet = false;
    },
    focus(at) {
      const anchor = at === undefined ? null : view.posAtCoords(at);
      if (anchor !== null) view.dispatch({ selection: { anchor } });
      view.focus();
    },
    markErrorLine: (line) => view.dispatch({ effects: setErrorLine.of(line) }),
    destroy() {
      showCode(code, view.state.doc.toString(), options.language);
      place.classList.remove("edited");
      if (view.hasFocus) markTyping(false);
      view.destroy();
    },
  };
}

/** As a class: `:has()` would look through the whole page whenever a figure is drawn. */
function markTyping(isTyping: boolean): void {
  document.documentElement.classList.toggle("typing", isTyping);
}

/** What the page's bars cover of the window: the cursor stays clear of them. */
function coveredEdges(): { top: number; bottom: number } {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  // It may be "auto".
  return {
    top: Number.parseFloat(scrollPaddingTop) || 0,
    bottom: Number.parseFloat(scrollPaddingBottom) || 0,
  };
}
