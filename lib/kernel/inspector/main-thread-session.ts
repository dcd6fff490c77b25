import { Session } from "node:inspector";

/** A worker's debugger session on the main thread. */
export class MainThreadSession {
  readonly #session = new Session();

  constructor() {
    this.#session.connectToMainThread();
  }

  /** Ends what runs on the main thread; resolves when it says so, or after `patience` milliseconds. */
  terminateExecution(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const impatient = setTimeout(resolve, patience);
      this.#session.post("Runtime.terminateExecution", () => {
        clearTimeout(impatient);
        resolve();
      });
    });
  }

  /** Lets go of the main thread. */
  dispose(): void {
    this.#session.disconnect();
  }
}
