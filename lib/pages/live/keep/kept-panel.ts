/// <reference lib="dom" />
import { button, element } from "../notebook/index.ts";
import type { KeptFiles } from "./kept-files.ts";

const ALL_KEPT = "What you write and solve is kept in this browser.";

/** Says whether the reader's work is kept, and lets them take it along and open it again. */
export class KeptPanel {
  readonly element: HTMLElement;
  readonly #summary = element("summary", {}, "Your work");
  readonly #sentence = element("p", { "aria-live": "polite" });
  readonly #answer = element("p", { "aria-live": "polite" });

  constructor(files: KeptFiles) {
    const input = element("input", { type: "file", accept: ".ipynb,.json", hidden: "" });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      input.value = "";
      if (file === undefined) return;
      files.open(file).then(
        (sentence) => this.#answer.replaceChildren(sentence),
        (error: Error) =>
          this.#answer.replaceChildren(`${file.name} is not opened: ${error.message}.`),
      );
    });
    this.element = element(
      "details",
      { class: "kept" },
      this.#summary,
      this.#sentence,
      element(
        "div",
        { class: "kept-files" },
        button("Download the notebook", "kept-button", () => files.saveNotebook()),
        button("Download the progress", "kept-button", () => void files.saveProgress()),
        button("Download a summary to print", "kept-button", () => void files.saveSummary()),
        button("Open a file …", "kept-button", () => input.click()),
        input,
      ),
      this.#answer,
    );
    this.tell(undefined);
  }

  /** Shows what is not kept, if anything. */
  tell(sentence: string | undefined): void {
    const words = sentence ?? ALL_KEPT;
    if (this.#sentence.textContent === words) return;
    this.#sentence.replaceChildren(words);
    this.element.classList.toggle("not-kept", sentence !== undefined);
    this.#summary.replaceChildren(sentence === undefined ? "Your work" : "Your work is not kept");
    if (sentence !== undefined) (this.element as HTMLDetailsElement).open = true;
  }
}
