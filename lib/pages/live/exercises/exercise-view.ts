/// <reference lib="dom" />
import type { ExerciseProgress } from "dropout-lab/progress";
import { button, element } from "../notebook/index.ts";
import type { SeenVerdict } from "./verdict.ts";

/** What the buttons do. */
export interface ExerciseActions {
  check(): void;
  hint(): void;
  solution(): void;
}

/** What stands beside the buttons; the words of a verdict or an error stand in the output below. */
const MARKS = { correct: "✓", incorrect: "✗", "not attempted": "", failed: "" } as const;

/** The buttons of one exercise, what was found, and where hints and the solution are shown. */
export class ExerciseView {
  /** To stand above the outputs of the cell, with the notes below them. */
  readonly element: HTMLElement;
  readonly notes = element("div", { class: "exercise-notes" });
  readonly #status = element("span", { class: "exercise-status" });
  readonly #hint: HTMLButtonElement;
  readonly #solution: HTMLButtonElement;
  readonly #question = element("div", { class: "exercise-question", hidden: "" });
  readonly #check: HTMLButtonElement;
  readonly #label: string;
  #hasHints = true;
  #hasRun = false;
  #verdict: SeenVerdict["outcome"] | undefined;
  #progress: ExerciseProgress | undefined;

  constructor(label: string, actions: ExerciseActions) {
    this.#label = label;
    const named = (text: string, act: () => void) => {
      return this.#name(button("", "exercise-button", act), text);
    };
    this.#check = named("Check", actions.check);
    this.#hint = named("Hint", () => {
      if (this.#hasHints) actions.hint();
    });
    this.#solution = named("Solution", () => {
      if (this.#progress?.solution === true) actions.solution();
      else this.#ask(actions.solution);
    });
    this.element = element(
      "div",
      { class: "exercise", role: "group", "aria-label": label },
      element(
        "div",
        { class: "exercise-bar" },
        this.#check,
        this.#hint,
        this.#solution,
        this.#status,
      ),
      this.#question,
    );
  }

  /** Shows what a check found just now; while it runs, nothing is found yet. */
  judge(verdict: SeenVerdict | undefined): void {
    this.#hasRun = true;
    this.#verdict = verdict?.outcome;
    this.#draw();
  }

  show(progress: ExerciseProgress): void {
    this.#progress = progress;
    this.#draw();
  }

  /** While it runs, no button of the exercise does anything. */
  set isBusy(isBusy: boolean) {
    for (const one of [this.#check, this.#hint, this.#solution]) {
      one.setAttribute("aria-disabled", `${isBusy || (one === this.#hint && !this.#hasHints)}`);
    }
    this.element.setAttribute("aria-busy", `${isBusy}`);
  }

  get isBusy(): boolean {
    return this.element.getAttribute("aria-busy") === "true";
  }

  /** There are no hints left that have not been shown. */
  endHints(): void {
    this.#hasHints = false;
    this.#name(this.#hint, "No more hints");
    // Not `disabled`: who has just pressed it would lose the focus.
    this.#hint.setAttribute("aria-disabled", "true");
  }

  #name(made: HTMLButtonElement, text: string): HTMLButtonElement {
    made.textContent = text;
    made.setAttribute("aria-label", `${text}: ${this.#label}`);
    return made;
  }

  #draw(): void {
    const { done = false, tries = 0, hints = 0, solution = false } = this.#progress ?? {};
    const outcome = this.#verdict ?? (done ? "correct" : undefined);
    const counts = [
      tries > 0 ? counted(tries, "try", "tries") : "",
      hints > 0 ? counted(hints, "hint", "hints") : "",
      solution ? "solution seen" : "",
    ].filter((text) => text !== "");
    this.element.dataset.outcome = outcome ?? "";
    // The verdict that the page was written with is not the reader's.
    this.element.classList.toggle("tried-before", !this.#hasRun && (done || tries > 0));
    this.#status.replaceChildren();
    if (outcome !== undefined && MARKS[outcome] !== "") {
      this.#status.append(
        element("span", { class: "exercise-mark", "aria-hidden": "true" }, MARKS[outcome]),
      );
    }
    if (done && this.#verdict === undefined) this.#status.append(element("strong", {}, "Done"));
    if (done && outcome !== "correct") counts.unshift("done before");
    this.#status.append(element("span", { class: "exercise-counts" }, counts.join(", ")));
  }

  /** Asks once whether the solution is to be shown. */
  #ask(show: () => void): void {
    const close = () => {
      this.#question.hidden = true;
      this.#solution.focus();
    };
    const yes = button("Show the solution", "exercise-button", () => {
      close();
      show();
    });
    const no = button("Not yet", "exercise-button", close);
    this.#question.replaceChildren(
      element("p", {}, "Are you sure? The answer sticks better when you find it; a hint may do."),
      yes,
      no,
    );
    this.#question.hidden = false;
    no.focus();
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
