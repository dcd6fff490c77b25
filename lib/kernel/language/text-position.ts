import type { Position } from "vscode-languageserver-protocol";

/** Offsets and the protocol's positions of one text. Lines end at \n, \r\n and \r. */
export class TextPositions {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const end of text.matchAll(/\r\n|\n|\r/g)) {
      this.#starts.push(end.index + end[0].length);
    }
  }

  /** The number of lines, at least 1. */
  get lines(): number {
    return this.#starts.length;
  }

  /** The offset of a position; what lies outside of the text is moved to its nearest end. */
  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.#text.length;
    return Math.min(start + character, this.#text.length);
  }

  /** The position of an offset. */
  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.#starts[low] ?? 0) };
  }
}
