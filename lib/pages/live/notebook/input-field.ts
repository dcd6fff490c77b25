/// <reference lib="dom" />
import { button, element } from "./element.ts";

/** What a cell that runs asks its reader. */
export interface Question {
  readonly prompt: string;
  /** Whether it wants words, or yes or no. */
  readonly kind: "prompt" | "confirm";
  /** What is in the field to begin with. */
  readonly initial: string;
}

/** A field for what a cell asks; `answered` is told undefined for "Cancel". */
export function inputField(
  { prompt, kind, initial }: Question,
  answered: (text: string | undefined) => void,
): HTMLFormElement {
  const text = element("input", { type: "text", autocomplete: "off", value: initial });
  const asks = prompt.trim() === "" ? "The cell asks:" : prompt;
  const words = kind === "prompt" ? element("label", {}, asks, text) : element("p", {}, asks);
  const form = element("form", { class: "question" });
  const answer = (said: string | undefined) => {
    form.remove();
    answered(said);
  };
  form.append(
    words,
    element("button", { type: "submit" }, "OK"),
    button("Cancel", "cancel", () => answer(undefined)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(text.value);
  });
  form.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") answer(undefined);
  });
  return form;
}
