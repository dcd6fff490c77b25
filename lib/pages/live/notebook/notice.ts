/// <reference lib="dom" />
import { button, element } from "./element.ts";

/** How long a sentence stays in sight, in milliseconds. */
const STAY = 8000;

/** Says one sentence at a time, to screen readers too, with a way to take back what it tells. */
export class Notice {
  readonly element: HTMLElement;
  readonly #sentence = element("p", { role: "status" });
  readonly #undo: HTMLButtonElement;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(undo: () => void) {
    this.#undo = button("Undo", "undo", undo);
    this.element = element("div", { class: "notice" }, this.#sentence, this.#undo);
    this.#undo.hidden = true;
  }

  /** `isQuiet` is for what the eye sees at the cell. */
  say(sentence: string, options: { readonly canUndo: boolean; readonly isQuiet: boolean }): void {
    this.#sentence.textContent = sentence;
    this.#undo.hidden = !options.canUndo;
    this.element.classList.toggle("in-sight", !options.isQuiet);
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.#leave(), STAY);
  }

  #leave(): void {
    // Not while the reader is about to take it back.
    if (this.element.matches(":hover, :focus-within")) {
      this.#leaving = setTimeout(() => this.#leave(), STAY);
      return;
    }
    this.element.classList.remove("in-sight");
    this.#undo.hidden = true;
  }
}
