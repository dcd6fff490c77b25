import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  selectedCompletion,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { type Command, keymap } from "@codemirror/view";
import { wordBefore } from "./completion-place.ts";
import { type CompletionSources, completions } from "./completions.ts";

/** Offers names while the reader types, and at Ctrl+Space. */
export function completing(sources: CompletionSources): Extension {
  return [
    Prec.highest(
      keymap.of([
        { key: "Enter", run: closeAtWholeName },
        { key: "Escape", run: closeUnseen },
      ]),
    ),
    autocompletion({ override: [(context) => completions(context, sources)], icons: false }),
    keymap.of([{ key: "Tab", run: acceptCompletion }]),
  ];
}

/** A name that is typed to its end is not what Enter is for: it begins a line. */
const closeAtWholeName: Command = (view) => {
  const chosen = selectedCompletion(view.state);
  const word = wordBefore(view.state, view.state.selection.main.head);
  if (chosen?.label === word && chosen?.apply === undefined) closeCompletion(view);
  return false;
};

/** Of a list that is not shown yet the reader knows nothing: Escape is for what it closes otherwise. */
const closeUnseen: Command = (view) => {
  if (completionStatus(view.state) === "pending") closeCompletion(view);
  return false;
};
