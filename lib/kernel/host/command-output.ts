import type { Readable } from "node:stream";
import { setTimeout as later, setImmediate as nextTurn } from "node:timers/promises";

// Nothing on the way to a frontend makes a writer wait, and `!yes` would fill the memory: so much
// is taken at a time, 20 MB in a second.
const PORTION = 1 << 20;
const PAUSE = 50;

/** One stream of a command, handed on as it comes. */
export class CommandOutput {
  #portion = 0;
  #resumed: Promise<void> | undefined;
  #isQuiet = true;
  #isClosed = false;

  constructor(stream: Readable, print: (chunk: Buffer) => void) {
    stream.on("data", (chunk: Buffer) => {
      this.#isQuiet = false;
      print(chunk);
      this.#portion += chunk.length;
      if (this.#portion > PORTION) this.#pause(stream);
    });
    stream.once("close", () => {
      this.#isClosed = true;
    });
  }

  /**
   * Resolves, once the command has ended, when all that it printed has been handed on. What it left
   * in the background keeps the stream open and may print more.
   */
  async drained(): Promise<void> {
    for (let quietTurns = 0; !this.#isClosed && quietTurns < 2; ) {
      await this.#resumed;
      this.#isQuiet = true;
      await nextTurn();
      quietTurns = this.#isQuiet ? quietTurns + 1 : 0;
    }
  }

  #pause(stream: Readable): void {
    this.#portion = 0;
    stream.pause();
    // Unlike the global one it calls back for an interrupted cell, too.
    this.#resumed = later(PAUSE).then(() => {
      this.#resumed = undefined;
      stream.resume();
    });
  }
}
