/// <reference lib="dom" />
import { button, element } from "./element.ts";

export interface ToolbarActions {
  run(): void;
  stop(): void;
  runAll(): void;
}

/** An entry of the list behind "More". */
export interface MenuEntry {
  readonly text: string;
  act(): void;
  /** Whether it can be chosen now; by default it can. */
  readonly isPossible?: () => boolean;
}

/** The bar of the page: at the top on desks, at the thumb on phones. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #more: HTMLDetailsElement;
  readonly #entries: HTMLElement;

  constructor({ run, stop, runAll }: ToolbarActions, entries: readonly MenuEntry[]) {
    this.#run = button("Run", "run", run);
    this.#stop = button("Stop", "stop", stop);
    this.#entries = element("div", { class: "entries" });
    this.#more = element(
      "details",
      { class: "more" },
      element("summary", {}, "More"),
      this.#entries,
    );
    this.element = element(
      "div",
      { class: "cells-bar", role: "toolbar", "aria-label": "Cells" },
      this.#run,
      this.#stop,
      button("Run all", "run-all", runAll),
      this.#more,
    );
    for (const entry of entries) this.add(entry);
    this.#closeMoreByItself();
    this.showBusy(false);
  }

  /** Adds an entry below the others. */
  add({ text, act, isPossible }: MenuEntry): void {
    const made = button(text, "entry", () => {
      this.#more.open = false;
      act();
    });
    this.#more.addEventListener("toggle", () => {
      made.disabled = isPossible?.() === false;
    });
    this.#entries.append(made);
  }

  showBusy(isBusy: boolean): void {
    // It stays a stop of the Tab key: a button that vanishes would lose the focus.
    this.#stop.setAttribute("aria-disabled", `${!isBusy}`);
  }

  #closeMoreByItself(): void {
    const more = this.#more;
    more.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !more.open) return;
      more.open = false;
      more.querySelector("summary")?.focus();
    });
    more.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !more.contains(relatedTarget)) more.open = false;
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !more.contains(target)) more.open = false;
    });
  }
}
