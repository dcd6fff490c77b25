import type { CellId } from "../link/messages.ts";
import type { FromWorker } from "./messages.ts";

/** The dialogs whose calls the compiler lets a cell wait for. */
export const WAITED_FOR = ["prompt", "confirm"] as const;

type Kind = (typeof WAITED_FOR)[number];

/** What a dialog is made with. */
export interface PageDialogsOptions {
  readonly currentCell: () => CellId;
  readonly send: (message: FromWorker) => void;
  readonly print: (text: string) => void;
}

/** The browser's dialogs, which a worker lacks, as fields of the cell. */
export class PageDialogs {
  readonly #options: PageDialogsOptions;
  readonly #waiting: ((text: string | undefined) => void)[] = [];

  constructor(options: PageDialogsOptions) {
    this.#options = options;
  }

  /** Defines `prompt`, `confirm` and `alert`. */
  install(): void {
    const globals = {
      prompt: async (message: unknown = "", initial: unknown = "") => {
        const text = await this.#ask("prompt", String(message));
        return text === "" ? String(initial) : (text ?? null);
      },
      confirm: async (message: unknown = "") =>
        (await this.#ask("confirm", String(message))) !== undefined,
      alert: (message: unknown = "") => this.#options.print(`${message}\n`),
    };
    for (const [name, value] of Object.entries(globals))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  /** Takes the reader's answer to the question that was asked first. */
  answer(text: string | undefined): void {
    this.#waiting.shift()?.(text);
  }

  #ask(kind: Kind, prompt: string): Promise<string | undefined> {
    const { currentCell, send } = this.#options;
    send({ type: "input", cell: currentCell(), prompt, kind });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
