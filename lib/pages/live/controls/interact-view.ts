/// <reference lib="dom" />
import type { CellError } from "dropout-lab-kernel/page-host";
import type { Display } from "../outputs/index.ts";
import { drawControls } from "./control-inputs.ts";
import { type ControlValues, INTERACT_TYPE, readInteract } from "./interact-data.ts";
import { NewestValue } from "./newest-value.ts";
import type { PageComm, PageComms } from "./page-comms.ts";
import { runFirst } from "./run-first.ts";

/** The target that the library registers. */
const TARGET = "dropout-lab.interact";

/** How long a reader must have stopped moving before what is drawn is said, in milliseconds. */
const SETTLED = 600;

/** Where what was drawn is shown. */
export interface DrawnArea {
  begin(): void;
  display(display: Display & { readonly id: string }): void;
  updateDisplay(id: string, display: Display): unknown;
  error(error: CellError): void;
  end(): void;
}

/** What draws the displays of `interact`. */
export interface InteractOptions {
  readonly comms: PageComms;
  /** Makes an area of an empty element. */
  readonly area: (place: HTMLElement) => DrawnArea;
  /** Runs a cell of the page, and the cells above that it needs. */
  readonly run: (cell: string) => Promise<unknown>;
}

interface Answer {
  readonly serial: number;
  readonly data?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
  readonly error?: { readonly name: string; readonly message: string; readonly stack: string };
}

const DRAWN = "drawn";

/** Draws what `interact` shows: its controls, and below them what they draw, again at every move. */
export function interactDrawer({ comms, area: makeArea, run }: InteractOptions) {
  return (place: HTMLElement, { data, metadata }: Display): { close(): void } => {
    const interact = readInteract(data[INTERACT_TYPE]);
    const { [INTERACT_TYPE]: _, ...shown } = data;
    if (interact === undefined) {
      // The library's own sentence that nothing can be moved.
      place.hidden = true;
      return { close() {} };
    }
    const drawn = document.createElement("div");
    const said = document.createElement("p");
    said.className = "unseen";
    said.setAttribute("role", "status");
    const cell = place.closest<HTMLElement>("[data-cell]");
    const name = cell?.getAttribute("aria-label")?.toLowerCase() ?? "this cell";
    const requests = new NewestValue<ControlValues, Answer>({
      ask: (values) => link.ask(values),
      show: (answer) => view.show(answer),
    });
    const controls = drawControls(interact.controls, {
      label: `Controls of ${name}`,
      changed: (values) => requests.set(values),
    });
    place.append(controls, drawn, said);
    const area = makeArea(drawn);
    const view = new DrawnView(area, said);
    view.show({ serial: 0, data: shown, metadata });
    const link = new InteractLink(comms, interact.id, () => {
      controls.disabled = true;
      controls.append(runFirst(cell?.dataset.cell, run));
    });
    return { close: () => link.close() };
  };
}

/** Asks the library what to draw, one request after the other. */
class InteractLink {
  readonly #comm: PageComm;
  #serial = 0;
  #waiting: { readonly serial: number; readonly answered: (answer: Answer) => void } | undefined;

  /** `lost` is told once when nobody answers any more. */
  constructor(comms: PageComms, id: string, lost: () => void) {
    const comm = { interact: id };
    this.#comm = comms.open(TARGET, comm, {
      message: (data) => this.#answer(data as Answer),
      closed: lost,
    });
  }

  ask(values: ControlValues): Promise<Answer> {
    this.#serial += 1;
    const serial = this.#serial;
    return new Promise((answered) => {
      this.#waiting = { serial, answered };
      this.#comm.send({ serial, values });
    });
  }

  close(): void {
    this.#comm.close();
  }

  #answer(answer: Answer): void {
    if (answer.serial === this.#waiting?.serial) this.#waiting.answered(answer);
  }
}

/** What is drawn now, and what a screen reader says of it when the reader has stopped moving. */
class DrawnView {
  readonly #area: DrawnArea;
  readonly #said: HTMLElement;
  #isDrawn = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(area: DrawnArea, said: HTMLElement) {
    this.#area = area;
    this.#said = said;
  }

  show({ serial, data = {}, metadata = {}, error }: Answer): void {
    if (error !== undefined) {
      this.#anew(() => this.#area.error(asCellError(error)));
      this.#isDrawn = false;
    } else if (this.#isDrawn) this.#area.updateDisplay(DRAWN, { data, metadata });
    else {
      this.#anew(() => this.#area.display({ data, metadata, id: DRAWN }));
      this.#isDrawn = true;
    }
    // What the start draws is there to be read.
    if (serial > 0) this.#say(error?.message ?? data["text/plain"]);
  }

  #anew(draw: () => void): void {
    this.#area.begin();
    draw();
    this.#area.end();
  }

  #say(text: unknown): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#said.textContent = `${text ?? ""}`.slice(0, 400);
    }, SETTLED);
  }
}

function asCellError({ name, message, stack }: NonNullable<Answer["error"]>): CellError {
  const head = `${name}: ${message}`;
  const traceback = (stack.startsWith(head) ? stack : head).split("\n");
  return { ename: name, evalue: message, traceback };
}
