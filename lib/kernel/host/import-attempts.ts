import type { MessagePort } from "node:worker_threads";
import type { CellId } from "../link/messages.ts";
import type { ImportNews } from "../modules/reloads.ts";
import type { CellContext } from "./cell-context.ts";

/** Tells the module hooks which imports failed, or were interrupted, so that another try is one. */
export class ImportAttempts {
  readonly #news: MessagePort;
  readonly #context: CellContext;
  readonly #unsettled = new Map<symbol, CellId>();

  constructor(news: MessagePort, context: CellContext) {
    this.#news = news;
    this.#context = context;
  }

  /** Makes an import, and tells what becomes of it. */
  async run<T>(load: () => Promise<T>): Promise<T> {
    this.#giveUpInterrupted();
    // Beside another import, what that one has loaded is still open.
    if (this.#unsettled.size === 0) this.#tell("begins");
    const attempt = Symbol("import");
    this.#unsettled.set(attempt, this.#context.current);
    try {
      return await load();
    } catch (error) {
      this.#tell("failed");
      throw error;
    } finally {
      this.#unsettled.delete(attempt);
    }
  }

  /** An import that was interrupted never says so. */
  #giveUpInterrupted(): void {
    for (const [attempt, cell] of this.#unsettled) {
      if (!this.#context.isAbandoned(cell)) continue;
      this.#unsettled.delete(attempt);
      this.#tell("failed");
    }
  }

  #tell(news: ImportNews): void {
    this.#news.postMessage(news);
  }
}
