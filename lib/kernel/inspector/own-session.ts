import { Session } from "node:inspector";

/** A debugger's session on the thread that it runs in, which answers before `post` returns. */
export class OwnSession {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
  }

  /** The answer to a command; undefined where it fails. */
  ask<T>(method: string, parameters: object): T | undefined {
    let answer: T | undefined;
    this.post<T>(method, parameters, (given) => {
      answer = given;
    });
    return answer;
  }

  /**
   * Calls back with the answer to a command, undefined where it fails; of an evaluation that awaits
   * only when it has ended.
   */
  post<T>(method: string, parameters: object, answered: (answer: T | undefined) => void): void {
    this.#session.post(method, parameters, (error, answer) => {
      answered(error === null ? (answer as T) : undefined);
    });
  }

  /** Lets go of the thread, and of all that was looked at. */
  dispose(): void {
    this.#session.disconnect();
  }
}
