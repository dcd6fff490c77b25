import { type AwaitedPort, waitForMessage } from "../link/awaited-port.ts";
import type { FramesAnswer } from "../link/messages.ts";
import type { Outbox } from "../link/outbox.ts";

// The protocol thread answers at once; only one that has died does not.
const PATIENCE = 1_000;
/** Frames in compiled sources: of cells, and of local modules, whose addresses have a version. */
const COMPILED = /\b(Cell|Expression)\[\*?\d+\]:\d|\?v=/;

/**
 * Finds the places of compiled code in the learner's sources: asks the protocol thread, which has
 * their maps, and waits.
 */
export class FrameLocator {
  readonly #outbox: Outbox;
  readonly #answers: AwaitedPort;
  readonly #known = new Map<string, string | null>();
  #serial = 0;

  constructor(outbox: Outbox, answers: AwaitedPort) {
    this.#outbox = outbox;
    this.#answers = answers;
  }

  /** The lines of a stack with the places in the sources, without the compiler's own frames. */
  locate(lines: readonly string[]): string[] {
    const unknown = lines.filter((line) => COMPILED.test(line) && !this.#known.has(line));
    if (unknown.length > 0) this.#ask(unknown);
    return lines.flatMap((line) => {
      const located = this.#known.get(line);
      return located === undefined ? line : (located ?? []);
    });
  }

  /** Forgets what is known: another cell may have the number of an earlier one. */
  forget(): void {
    this.#known.clear();
  }

  #ask(lines: string[]): void {
    const serial = ++this.#serial;
    this.#outbox.send({ type: "frames", serial, lines });
    let answer: FramesAnswer | undefined;
    do {
      answer = waitForMessage(this.#answers, PATIENCE) as FramesAnswer | undefined;
      // The answer to a question whose wait was interrupted is still there.
    } while (answer !== undefined && answer.serial !== serial);
    for (const [index, located] of (answer?.lines ?? []).entries()) {
      this.#known.set(lines[index] ?? "", located);
    }
  }
}
