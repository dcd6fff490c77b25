/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Answer, CellOutput, RunResult } from "dropout-lab-kernel/page-host";
import type { CellEditor, EditorOptions } from "../editor/index.ts";
import type { OutputArea } from "../outputs/index.ts";
import { button, element } from "./element.ts";
import { inputField } from "./input-field.ts";
import type { LiveCell } from "./live-cell.ts";
import { markText } from "./mark-text.ts";

/** What the reader asks of a cell. */
export interface CellActions {
  run(): void;
  runAndNext(): void;
  runAndInsert(): void;
  stop(): void;
  edited(source: string): void;
  /** The reader came to the cell. */
  selected(): void;
}

export interface CellViewOptions {
  /** The cell's element in the page, or a new one. */
  readonly box: HTMLElement;
  readonly cell: LiveCell;
  readonly actions: CellActions;
  readonly openEditor: (place: HTMLElement, options: Omit<EditorOptions, "language">) => CellEditor;
  /** Shows a source in the cell's `<code>`, coloured. */
  readonly showCode: (code: Element, source: string) => void;
  readonly outputs: (place: HTMLElement) => OutputArea;
  /** Takes what the reader answers to a cell's question. */
  readonly answer: (answer: Answer) => void;
  readonly now: () => number;
}

/** How often the time of a cell that runs is shown anew, in milliseconds. */
const TICK = 100;

/** One code cell in the page: its code or editor, its mark, its buttons, its outputs. */
export class CellView {
  readonly box: HTMLElement;
  readonly outputs: OutputArea | undefined;
  readonly #options: CellViewOptions;
  readonly #code: HTMLElement | null;
  readonly #mark: HTMLElement;
  readonly #run: HTMLButtonElement;
  #cell: LiveCell;
  #editor: CellEditor | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(options: CellViewOptions) {
    const { box, cell, actions } = options;
    this.#options = options;
    this.#cell = cell;
    this.box = box;
    this.#code = box.querySelector<HTMLElement>(".code");
    this.#mark = element("p", { class: "mark", id: `mark-${cell.id}` });
    this.#run = button("Run", "run", () =>
      this.#cell.state === "running" ? actions.stop() : actions.run(),
    );
    const place = box.querySelector<HTMLElement>(".outputs");
    this.outputs = place === null ? undefined : options.outputs(place);
    this.#enliven();
    this.show(cell);
  }

  /** Shows the cell's state; its text is the editor's. */
  show(cell: LiveCell): void {
    this.#cell = cell;
    const { state } = cell;
    this.box.dataset.state = state;
    this.#showMark();
    const isRunning = state === "running";
    this.#run.textContent = isRunning ? "Stop" : "Run";
    this.#run.setAttribute("aria-label", `${this.#run.textContent} ${lower(cell.name)}`);
    clearInterval(this.#clock);
    if (isRunning) this.#clock = setInterval(() => this.#showMark(), TICK);
    if (state === "error" && cell.errorLine !== undefined)
      this.#open()?.markErrorLine(cell.errorLine);
    else if (state !== "edited") this.#editor?.markErrorLine(undefined);
  }

  /** Puts a source into the code or its editor that the reader has not typed there. */
  write(source: string): void {
    const code = this.#code?.querySelector("code");
    if (this.#editor !== undefined) this.#editor.source = source;
    else if (code) this.#options.showCode(code, source);
  }

  /** Goes into the editor, which takes the code's place; with a point of the window, to that place. */
  edit(at?: { readonly x: number; readonly y: number }): void {
    this.#open()?.focus(at);
  }

  /** The reader comes to the cell as a whole. */
  select(): void {
    this.box.focus();
    this.box.scrollIntoView({ block: "nearest" });
  }

  hear(output: CellOutput): void {
    switch (output.type) {
      case "stream":
        this.outputs?.stream(output.name, output.text);
        break;
      case "display": {
        const { display, displayId: id, update } = output;
        if (!update) this.outputs?.display({ ...display, id });
        break;
      }
      case "clear":
        this.outputs?.clear(output.wait);
        break;
      case "cut":
        this.outputs?.stream("stderr", output.text);
        break;
      case "uncaught":
        this.outputs?.error(output.error);
        break;
      case "input":
        this.#ask(output);
        break;
      case "comm":
        // Controls hear these from the kernel.
        break;
    }
  }

  end(result: RunResult): void {
    if (result.status === "ok" && result.display !== undefined)
      this.outputs?.result(result.display);
    if (result.status === "error") this.outputs?.error(result.error);
    if (result.status === "died") this.outputs?.stream("stderr", result.reason);
    this.outputs?.end();
  }

  /** The worker has ended, and whoever waits for an answer with it. */
  lose(): void {
    for (const form of this.#questions) form.remove();
  }

  /** Takes the cell out of the page, or brings it back with all that it shows. */
  close(): void {
    clearInterval(this.#clock);
    this.box.remove();
  }

  #enliven(): void {
    const { box } = this;
    const { actions } = this.#options;
    box.tabIndex = 0;
    box.setAttribute("aria-describedby", this.#mark.id);
    box.setAttribute("aria-keyshortcuts", "Enter Shift+Enter Control+Enter Alt+Enter");
    box.addEventListener("focusin", actions.selected);
    const code = this.#code;
    if (code === null) return;
    const copy = code.querySelector(".copy");
    const tools = element(
      "div",
      { class: "cell-tools" },
      ...(copy === null ? [] : [copy]),
      this.#run,
    );
    code.append(tools);
    code.after(this.#mark);
    code.addEventListener("click", ({ target, clientX: x, clientY: y }) => {
      const isButton = target instanceof Element && target.closest("button, .cm-editor") !== null;
      // Who has chosen text wants to copy it.
      if (!isButton && getSelection()?.isCollapsed !== false) this.edit({ x, y });
    });
  }

  get #questions(): NodeListOf<HTMLElement> {
    return this.box.querySelectorAll(":scope > .question");
  }

  #ask({ question, ...asked }: Extract<CellOutput, { type: "input" }>): void {
    const form = inputField(asked, (text) => {
      const [next] = this.#questions;
      if (next === undefined) this.box.focus();
      else focusField(next);
      this.#options.answer({ question, text });
    });
    this.outputs?.makeRoom();
    this.box.append(form);
    // Who answers another question goes on with that.
    if (this.#questions.length === 1) focusField(form);
  }

  /** The editor; none where the page does not show the cell's code. */
  #open(): CellEditor | undefined {
    const code = this.#code;
    if (this.#editor !== undefined || code === null) return this.#editor;
    const { actions, openEditor } = this.#options;
    const { name, source } = this.#cell;
    code.closest("details")?.setAttribute("open", "");
    this.#editor = openEditor(code, {
      source,
      label: `Code of ${lower(name)}`,
      changed: actions.edited,
      keys: {
        run: actions.run,
        runAndNext: actions.runAndNext,
        runAndInsert: actions.runAndInsert,
        leave: () => this.select(),
      },
    });
    return this.#editor;
  }

  #showMark(): void {
    const text = markText(this.#cell, this.#options.now());
    if (this.#mark.textContent !== text) this.#mark.textContent = text;
  }
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function focusField(form: HTMLElement): void {
  form.querySelector<HTMLElement>("input, button")?.focus();
}
