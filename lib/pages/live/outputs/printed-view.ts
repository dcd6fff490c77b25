/// <reference lib="dom" />
import { terminalHtml } from "../../rendering/index.ts";
import type { PrintedText } from "./printed-text.ts";

/** How many lines of a text are in the page: at first, and after the reader has asked for all. */
const FEW = { lines: 500, units: 100_000 };
const MOST = { lines: 10_000, units: 1_000_000 };

/** Shows what a cell prints: never more than `MOST`, with the rest in a file for who wants it. */
export class PrintedView {
  readonly #text: PrintedText;
  readonly #put: (element: HTMLElement, html: string) => void;
  readonly #start = block();
  readonly #end = block();
  readonly #cut = document.createElement("div");
  readonly #said = document.createElement("span");
  #limit = FEW;
  #isPlanned = false;

  /** @param put puts escaped HTML into an element */
  constructor(
    element: HTMLElement,
    text: PrintedText,
    put: (element: HTMLElement, html: string) => void,
  ) {
    this.#text = text;
    this.#put = put;
    this.#cut.className = "cut";
    const more = button("Show more", () => {
      this.#limit = MOST;
      more.remove();
      this.draw();
    });
    const save = button("Save as a file", () => saveText(text.text()));
    this.#cut.append(this.#said, " ", more, " ", save);
    element.append(this.#start);
  }

  /** Shows what has been printed since, at the next frame: many prints are drawn once. */
  plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    // No frame comes in a window that nobody sees.
    if (document.hidden) setTimeout(() => this.draw(), 100);
    else requestAnimationFrame(() => this.draw());
  }

  draw(): void {
    this.#isPlanned = false;
    const { start, end, leftOut, lost } = this.#text.excerpt(this.#limit.lines, this.#limit.units);
    // Two blocks are two terminals: at each one's end its colours end.
    this.#put(this.#start, terminalHtml(start));
    const isCut = end !== "";
    if (isCut) {
      this.#put(this.#end, terminalHtml(end));
      this.#said.textContent = sentence(leftOut, lost);
      // A reader who is looking at the newest lines goes on doing so.
      if (!this.#cut.isConnected) this.#start.after(this.#cut, this.#end);
    } else {
      this.#cut.remove();
      this.#end.remove();
    }
  }
}

function block(): HTMLPreElement {
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  return pre;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function sentence(leftOut: number, lost: number): string {
  const count = leftOut.toLocaleString("en");
  const lines =
    leftOut > 0 ? `${count} line${leftOut === 1 ? " is" : "s are"} not shown here.` : "";
  const gone = lost > 0 ? `${lost.toLocaleString("en")} characters were too many to be kept.` : "";
  return [lines, gone].filter((part) => part !== "").join(" ") || "The middle is not shown here.";
}

function saveText(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "output.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
