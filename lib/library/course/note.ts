import { displaySymbol, inspectSymbol, type MimeBundle } from "../display/index.ts";

/**
 * A short text for the learner. As the last value of a cell it prints the same words on every
 * kernel; where Markdown is shown, it is set as Markdown. Without a Markdown of its own, the text
 * is both.
 *
 * @example
 * ```ts
 * import { Note } from "dropout-lab/course";
 * new Note("A share of 1 - p is kept.", "A share of **1 - p** is kept.")
 * // → A share of 1 - p is kept.
 * `Hint: ${new Note("Divide.")}` // → 'Hint: Divide.'
 * ```
 */
export class Note {
  readonly text: string;
  readonly #markdown: string;

  constructor(text: string, markdown = text) {
    this.text = text;
    this.#markdown = markdown;
  }

  [displaySymbol](): MimeBundle {
    return { "text/markdown": this.#markdown, "text/plain": this.text };
  }

  [inspectSymbol](): string {
    return this.text;
  }

  toString(): string {
    return this.text;
  }
}
