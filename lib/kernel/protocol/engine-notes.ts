const HEAD = "Exception in PromiseRejectCallback:\n";
const NOTE = new RegExp(
  `${HEAD}[^\\n]*:\\d+\\n[^\\n]*\\n[ \\t]*\\^*\\n\\n?\\S[^\\n]*\\n(?: +at [^\\n]*\\n)*\\n?`,
  "g",
);

/**
 * Leaves out what Node writes on stderr when the stack overflows while a promise is rejected: it
 * shows the compiled code, and the cell has the same error with its own lines.
 */
export class EngineNotes {
  #held = "";

  /** The text without such notes; the beginning of one is held back until the rest has come. */
  take(text: string): string {
    const all = this.#held + text;
    const kept = all.includes(HEAD) ? all.replace(NOTE, "") : all;
    const start = kept.indexOf(HEAD);
    this.#held = start === -1 ? "" : kept.slice(start);
    return start === -1 ? kept : kept.slice(0, start);
  }

  /** What was held back and has not become a note. */
  rest(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}
