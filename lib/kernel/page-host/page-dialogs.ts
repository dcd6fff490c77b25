import type { CellId } from "../link/messages.ts";
import type { Answer, CellOutput, FromWorker } from "./messages.ts";

/** The dialogs whose calls the compiler lets a cell wait for. */
export const WAITED_FOR = ["prompt", "confirm"] as const;

type Asked = Pick<Extract<CellOutput, { type: "input" }>, "kind" | "prompt" | "initial">;

/** What a dialog is made with. */
export interface PageDialogsOptions {
  readonly currentCell: () => CellId;
  readonly send: (message: FromWorker) => void;
  readonly print: (text: string) => void;
}

/** The browser's dialogs, which a worker lacks, as fields of the cell. */
export class PageDialogs {
  readonly #options: PageDialogsOptions;
  readonly #waiting = new Map<number, (text: string | undefined) => void>();
  #asked = 0;

  constructor(options: PageDialogsOptions) {
    this.#options = options;
  }

  /** Defines `prompt`, `confirm` and `alert`. */
  install(): void {
    const globals = {
      prompt: async (message: unknown = "", initial: unknown = "") =>
        (await this.#ask({ kind: "prompt", prompt: `${message}`, initial: `${initial}` })) ?? null,
      confirm: async (message: unknown = "") =>
        (await this.#ask({ kind: "confirm", prompt: `${message}`, initial: "" })) !== undefined,
      alert: (message: unknown = "") => this.#options.print(`${message}\n`),
    };
    for (const [name, value] of Object.entries(globals))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  /** Takes the reader's answer to a question. */
  answer({ question, text }: Answer): void {
    const answered = this.#waiting.get(question);
    this.#waiting.delete(question);
    answered?.(text);
  }

  #ask(asked: Asked): Promise<string | undefined> {
    const { currentCell, send } = this.#options;
    this.#asked += 1;
    const question = this.#asked;
    send({ type: "input", cell: currentCell(), question, ...asked });
    return new Promise((resolve) => this.#waiting.set(question, resolve));
  }
}
