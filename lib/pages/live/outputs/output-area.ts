/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { CellError } from "dropout-lab-kernel/page-host";
import type { Output } from "../../notebook/index.ts";
import { drawableFigure, FIGURE, withoutRemoteParts } from "../../rendering/index.ts";
import type { Display, DrawnDisplay, OutputAreaContext } from "./output-area-context.ts";
import { type OutputRendering, renderingOf } from "./output-rendering.ts";
import { PrintedText } from "./printed-text.ts";
import { PrintedView } from "./printed-view.ts";
import { storedOutputs } from "./stored-outputs.ts";

/** One output, and where it is shown. */
interface Shown {
  readonly element: HTMLElement;
  output: Output;
  readonly id?: string | undefined;
  readonly printed?: { readonly text: PrintedText; readonly view: PrintedView };
  drawn?: DrawnDisplay;
  rendering?: Promise<void>;
}

/**
 * The outputs of one cell. From `begin` to `end` a run's outputs take the place of those before, which
 * stay until the first of them comes, so that the page does not jump.
 */
export class OutputArea {
  readonly #place: HTMLElement;
  readonly #context: OutputAreaContext;
  readonly #rendering: OutputRendering;
  readonly #stored: readonly Node[];
  #shown: Shown[] = [];
  /** Whether what is shown goes when something new comes. */
  #isOver = false;
  #isRunning = false;
  /** Whether the page's own outputs are shown, as they were written. */
  #isStored = true;
  #rendered: Promise<unknown> = Promise.resolve();
  /** The figures of the run before, by their place: a figure of this run there needs no new drawing. */
  #figures: (HTMLElement | undefined)[] = [];

  constructor(place: HTMLElement, context: OutputAreaContext) {
    this.#place = place;
    this.#context = context;
    this.#rendering = renderingOf(context);
    this.#stored = [...place.childNodes];
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", `Output of ${this.#cell}`);
  }

  /** When all that was shown so far is in the page. */
  get rendered(): Promise<unknown> {
    return this.#rendered;
  }

  /** A run begins. */
  begin(): void {
    this.#holdHeight();
    this.#isOver = true;
    this.#isRunning = true;
  }

  /** Something was printed; it joins what came before from the same stream. */
  stream(name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    this.#makeRoom();
    const last = this.#shown.at(-1);
    if (last?.printed !== undefined && last.element.classList.contains(name)) {
      last.printed.text.write(text);
      last.printed.view.plan();
      return;
    }
    const element = this.#newElement(name);
    const printed = new PrintedText();
    printed.write(text);
    const view = new PrintedView(element, printed, (at, html) => this.#rendering.put(at, html));
    const output: Output = { output_type: "stream", name, text: "" };
    this.#shown.push({ element, output, printed: { text: printed, view } });
    view.draw();
  }

  /** Something was shown; with an id it can be updated later. */
  display(display: Display & { readonly id?: string | undefined }): void {
    const { data, metadata, id } = display;
    this.#add({ output_type: "display_data", data, metadata }, id);
  }

  /** Shows something newer in place of every display of that id; whether there is one here. */
  updateDisplay(id: string, display: Display): boolean {
    let isHere = false;
    for (const shown of this.#shown) {
      if (shown.id !== id) continue;
      isHere = true;
      this.#update(shown, display);
    }
    return isHere;
  }

  /** The value of the cell. */
  result({ data, metadata }: Display): void {
    this.#add({ output_type: "execute_result", execution_count: null, data, metadata });
  }

  /** What the cell has thrown, or what was thrown later where nobody waits for it. */
  error({ ename, evalue, traceback }: CellError): void {
    this.#add({ output_type: "error", ename, evalue, traceback });
  }

  /** Takes the outputs away: at once, or when the next one comes. */
  clear(wait: boolean): void {
    if (this.#isRunning) this.#holdHeight();
    this.#isOver = true;
    if (!wait) this.#makeRoom();
  }

  /** A question of the run is shown below: what is over would stand between it and its cell. */
  makeRoom(): void {
    this.#makeRoom();
    this.#place.style.minBlockSize = "";
  }

  /** The run has ended. */
  end(): void {
    this.#isRunning = false;
    if (this.#isOver) this.#makeRoom();
    // What is still being rendered has no height yet.
    void this.#rendered.then(() => {
      if (!this.#isRunning) this.#place.style.minBlockSize = "";
    });
  }

  /** Shows the outputs again that the page was written with. */
  restore(): void {
    this.#closeAll();
    this.#isOver = false;
    this.#isStored = true;
    this.#place.style.minBlockSize = "";
    this.#place.replaceChildren(...this.#stored);
  }

  /** The outputs as a notebook keeps them. */
  toNbformat(executionCount: number | null = null): Output[] {
    if (this.#isStored) return storedOutputs(this.#stored, executionCount);
    return this.#shown.map(({ output, printed }) => {
      if (output.output_type === "stream") return { ...output, text: printed?.text.text() ?? "" };
      if (output.output_type !== "execute_result") return output;
      return { ...output, execution_count: executionCount };
    });
  }

  get #cell(): string {
    const name = this.#place.closest(".cell")?.getAttribute("aria-label") ?? "this cell";
    return name.charAt(0).toLowerCase() + name.slice(1);
  }

  #holdHeight(): void {
    this.#place.style.minBlockSize = `${this.#place.getBoundingClientRect().height}px`;
  }

  /** Takes away what is over. */
  #makeRoom(): void {
    if (!this.#isOver) return;
    this.#isOver = false;
    this.#isStored = false;
    this.#figures = this.#shown.map(figureOf);
    this.#closeAll();
    this.#place.replaceChildren();
  }

  #closeAll(): void {
    for (const { drawn } of this.#shown) drawn?.close?.();
    this.#shown = [];
  }

  #newElement(kind: string): HTMLElement {
    const element = document.createElement("div");
    element.className = `output ${kind}`;
    this.#place.append(element);
    return element;
  }

  #add(output: Output, id?: string): void {
    this.#makeRoom();
    const shown: Shown = { element: this.#newElement("value"), output, id };
    this.#shown.push(shown);
    this.#draw(shown);
  }

  #draw(shown: Shown): void {
    const { output, element } = shown;
    if (output.output_type === "display_data" || output.output_type === "execute_result") {
      for (const type of Object.keys(output.data)) {
        const draw = this.#context.alive(type);
        if (draw === undefined) continue;
        element.replaceChildren();
        shown.drawn = draw(element, output);
        return;
      }
    }
    const before = this.#figures[this.#shown.indexOf(shown)];
    if (before !== undefined && !before.isConnected && this.#redraw(before, output)) {
      element.append(before);
      return;
    }
    const render = async () => {
      // A newer one has come meanwhile.
      if (shown.output !== output) return;
      element.hidden = !(await this.#rendering.render(output, element, this.#cell));
    };
    // One after the other: else an older output that takes longer would stay.
    shown.rendering = Promise.resolve(shown.rendering).then(render, render);
    this.#rendered = Promise.allSettled([this.#rendered, shown.rendering]);
  }

  #update(shown: Shown, { data, metadata }: Display): void {
    if (!("data" in shown.output)) return;
    shown.output = { ...shown.output, data, metadata };
    if (shown.drawn?.update !== undefined) {
      shown.drawn.update({ data, metadata });
      return;
    }
    const figure = figureOf(shown);
    if (figure !== undefined && this.#redraw(figure, shown.output)) return;
    shown.drawn?.close?.();
    delete shown.drawn;
    this.#draw(shown);
  }

  /** Draws an output in the place of a figure, if it is one too. */
  #redraw(figure: HTMLElement, output: Output): boolean {
    if (!("data" in output)) return false;
    const newer = drawableFigure(output.data[FIGURE]);
    if (newer === undefined) return false;
    const alt = `${output.data["text/plain"] ?? ""}`;
    const { figures } = this.#rendering;
    void figures.update(
      figure,
      withoutRemoteParts(newer, () => {}),
      alt,
    );
    return true;
  }
}

function figureOf({ element }: Shown): HTMLElement | undefined {
  return element.querySelector<HTMLElement>(":scope > figure.plot") ?? undefined;
}
