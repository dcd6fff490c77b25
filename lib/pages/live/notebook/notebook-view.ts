/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { CellView, type CellViewOptions } from "./cell-view.ts";
import { type Commands, commandOf } from "./command-keys.ts";
import { element } from "./element.ts";
import type { LiveCell } from "./live-cell.ts";
import type { LiveNotebook } from "./live-notebook.ts";
import type { NotebookEvent } from "./notebook-event.ts";
import { Notice } from "./notice.ts";
import { type MenuEntry, Toolbar } from "./toolbar.ts";

export type NotebookViewOptions = Pick<
  CellViewOptions,
  "openEditor" | "showCode" | "outputs" | "answer" | "now"
> & {
  readonly notebook: LiveNotebook;
};

/** The notebook in its page. */
export class NotebookView {
  readonly toolbar: Toolbar;
  readonly #options: NotebookViewOptions;
  readonly #notebook: LiveNotebook;
  readonly #views = new Map<string, CellView>();
  readonly #notice: Notice;
  #selected: string | undefined;

  constructor(options: NotebookViewOptions) {
    this.#options = options;
    this.#notebook = options.notebook;
    this.#notice = new Notice(() => this.#notebook.undo());
    this.toolbar = new Toolbar(
      {
        run: () => this.#at((id) => this.#notebook.run(id)),
        stop: () => void this.#notebook.stop(),
        runAll: () => void this.#notebook.runAll(),
      },
      this.#entries(),
    );
    document.documentElement.classList.add("is-live");
    document.querySelector(".top .theme")?.before(this.toolbar.element);
    document.body.append(this.#notice.element);
    this.#placeCells();
    this.#notebook.on((event) => this.#hear(event));
  }

  /** The outputs of a cell, if the page shows them. */
  outputs(id: string): CellView["outputs"] {
    return this.#views.get(id)?.outputs;
  }

  #hear(event: NotebookEvent): void {
    switch (event.type) {
      case "cells":
        this.#placeCells();
        break;
      case "said":
        this.#say(event.sentence, event.isQuiet);
        break;
      case "output":
        if (event.output.type === "display" && event.output.update) this.#update(event.output);
        else this.#views.get(event.cell.id)?.hear(event.output);
        break;
      case "lost":
        for (const view of this.#views.values()) view.lose();
        break;
      case "busy":
        this.toolbar.showBusy(event.isBusy);
        break;
      default:
        this.#hearOfCell(event);
    }
  }

  #hearOfCell(event: Extract<NotebookEvent, { cell: LiveCell }>): void {
    const view = this.#views.get(event.cell.id);
    switch (event.type) {
      case "cell":
        view?.show(event.cell);
        break;
      case "source":
        view?.write(event.cell.source);
        break;
      case "begin":
        view?.outputs?.begin();
        break;
      case "end":
        view?.end(event.result);
        break;
      case "restored":
        view?.outputs?.restore();
        break;
    }
  }

  /** A display may be that of another cell. */
  #update({ displayId, display }: { displayId?: string; display: object }): void {
    if (displayId === undefined) return;
    for (const { outputs } of this.#views.values()) {
      outputs?.updateDisplay(displayId, display as Parameters<typeof outputs.updateDisplay>[1]);
    }
  }

  #say(sentence: string, isQuiet: boolean): void {
    this.#notice.say(sentence, { isQuiet, canUndo: sentence === this.#notebook.lastChange });
  }

  /** Gives every cell its place: those of the page are there, added ones come and go. */
  #placeCells(): void {
    const cells = this.#notebook.cells;
    const kept = new Set(cells.map(({ id }) => id));
    for (const [id, view] of this.#views) if (!kept.has(id)) view.close();
    let above: Element | undefined;
    for (const cell of cells) {
      const box = this.#boxOf(cell, above);
      if (box !== null) above = box.closest("main > *") ?? box;
    }
  }

  #boxOf(cell: LiveCell, above: Element | undefined): HTMLElement | null {
    const known = this.#views.get(cell.id)?.box;
    if (known?.isConnected) return known;
    const stored = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell.id)}"]`);
    if (stored !== null && cell.type !== "code") return stored;
    const box = known ?? stored ?? (cell.isAdded ? emptyCell(cell) : null);
    if (box === null) return null;
    if (!box.isConnected) {
      if (above === undefined) document.querySelector("main")?.prepend(box);
      else above.after(box);
    }
    if (known === undefined) this.#views.set(cell.id, this.#enliven(box, cell));
    return box;
  }

  #enliven(box: HTMLElement, cell: LiveCell): CellView {
    const { id } = cell;
    const commands = this.#commands(id);
    box.addEventListener("keydown", (event) => {
      if (event.target !== box) return;
      const command = commandOf(event);
      if (command === undefined) return;
      event.preventDefault();
      commands[command]();
    });
    return new CellView({
      ...this.#options,
      box,
      cell,
      actions: {
        run: () => void this.#notebook.run(id),
        runAndNext: commands.runAndNext,
        runAndInsert: commands.runAndInsert,
        stop: () => void this.#notebook.stop(),
        edited: (source) => this.#notebook.edit(id, source),
        selected: () => this.#select(id),
      },
    });
  }

  #commands(id: string): Commands {
    const run = () => void this.#notebook.run(id);
    return {
      run: () => {
        run();
        this.#views.get(id)?.select();
      },
      edit: () => this.#views.get(id)?.edit(),
      runAndNext: () => {
        run();
        const next = this.#beside(id, 1);
        if (next === undefined) this.#views.get(this.#notebook.add(id).id)?.edit();
        else next.select();
      },
      runAndInsert: () => {
        run();
        this.#add(id);
      },
      previous: () => this.#beside(id, -1)?.select(),
      next: () => this.#beside(id, 1)?.select(),
      addAbove: () => this.#add(this.#notebook.cells[this.#index(id) - 1]?.id),
      addBelow: () => this.#add(id),
      undo: () => this.#notebook.undo(),
    };
  }

  #add(after: string | undefined): void {
    this.#views.get(this.#notebook.add(after).id)?.edit();
  }

  #index(id: string): number {
    return this.#notebook.cells.findIndex((cell) => cell.id === id);
  }

  /** The code cell that the page shows before or after one. */
  #beside(id: string, step: 1 | -1): CellView | undefined {
    const shown = this.#notebook.cells.filter((cell) => this.#views.has(cell.id));
    const at = shown.findIndex((cell) => cell.id === id) + step;
    return this.#views.get(shown[at]?.id ?? "");
  }

  #select(id: string): void {
    if (this.#selected !== undefined) {
      this.#views.get(this.#selected)?.box.classList.remove("selected");
    }
    this.#selected = id;
    this.#views.get(id)?.box.classList.add("selected");
  }

  /** Acts on the chosen cell; before one is chosen, on the first that is in sight. */
  #at(act: (id: string) => unknown): void {
    const cell = this.#chosen();
    if (cell === undefined) return;
    this.#select(cell.id);
    void act(cell.id);
  }

  #chosen(): LiveCell | undefined {
    const shown = this.#notebook.cells.filter(({ id }) => this.#views.has(id));
    const inSight = ({ id }: LiveCell) =>
      (this.#views.get(id)?.box.getBoundingClientRect().bottom ?? 0) > 80;
    return shown.find(({ id }) => id === this.#selected) ?? shown.find(inSight) ?? shown.at(-1);
  }

  #entries(): MenuEntry[] {
    const notebook = this.#notebook;
    return [
      { text: "Run all above", act: () => this.#at((id) => notebook.runAbove(id)) },
      { text: "Add a cell below", act: () => this.#at((id) => this.#add(id)) },
      {
        text: "Remove the added cell",
        isPossible: () => this.#chosen()?.isAdded === true,
        act: () => this.#at((id) => notebook.remove(id)),
      },
      { text: "Reset the cell", act: () => this.#at((id) => notebook.reset(id)) },
      {
        text: "Undo",
        isPossible: () => notebook.lastChange !== undefined,
        act: () => notebook.undo(),
      },
      { text: "Restart the worker", act: () => notebook.restart() },
      { text: "Reset the page", act: () => notebook.resetAll() },
    ];
  }
}

/** The element of a cell that the page was not written with. */
function emptyCell({ id, name }: LiveCell): HTMLElement {
  return element(
    "div",
    { class: "cell added", "data-cell": id, role: "group", "aria-label": name },
    element("div", { class: "code" }, element("pre", {}, element("code"))),
    element("div", { class: "outputs" }),
  );
}
