import { readStyle, type Style, styleCode } from "./terminal-style.ts";

/** One place of the screen: a character with what combines with it. */
interface Place {
  text: string;
  readonly style: string;
  readonly link: string;
}

/** No terminal is wider; a sequence may ask for any column. */
const MAX_COLUMNS = 4096;

// An operating system's command, a control sequence, another escape, a control character, a character.
const PARTS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
  /\x1b\]([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\[([\d;:?<=>!]*)[ -/]*([@-~])|\x1b[ -/]*([0-~])|([\0-\x1f\x7f])|(.)/gsu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
const MOVES = /[\r\b]|\x1b(?:[78M]|\[[\d;?]*[A-HJKPXdfsu@])|\x1b\[(?:[\d;]*;)?0?7(?:;[\d;]*)?m/;

const COMBINES = /^(?:\p{Mark}|\u200d)$/u;
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6])$/u;

/**
 * The text as a terminal leaves it: what goes back and writes over, erases or moves has done so.
 * Colours and links stay as sequences.
 */
export function settleScreen(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  return MOVES.test(lines) ? screenOf(lines).text() : lines;
}

/**
 * A shorter text that leaves the same, also when more comes: the cursor and the style are then where
 * the text itself leaves them.
 */
export function compactScreen(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  if (!MOVES.test(lines)) return lines;
  const screen = screenOf(lines);
  return screen.text() + screen.resumption();
}

function screenOf(lines: string): Screen {
  const screen = new Screen();
  for (const [, command, parameters, final, short, control, character] of lines.matchAll(PARTS)) {
    if (character !== undefined) screen.put(character);
    else if (control !== undefined) screen.control(control);
    else if (final !== undefined) screen.sequence(final, parameters ?? "");
    else if (short !== undefined) screen.escape(short);
    else if (command?.startsWith("8;")) screen.link = command.replace(/^8;[^;]*;/, "");
  }
  return screen;
}

class Screen {
  link = "";
  readonly #rows: (Place | undefined)[][] = [[]];
  #row = 0;
  #column = 0;
  #saved: [row: number, column: number] = [0, 0];
  #style: Style = {};
  #code = "";

  put(character: string): void {
    const line = this.#line;
    const before = line[this.#column - 1];
    if (COMBINES.test(character) && before !== undefined) {
      before.text += character;
      return;
    }
    line[this.#column] = { text: character, style: this.#code, link: this.link };
    if (WIDE.test(character))
      line[this.#column + 1] = { text: "", style: this.#code, link: this.link };
    this.#moveTo(this.#row, this.#column + (WIDE.test(character) ? 2 : 1));
  }

  control(character: string): void {
    if (character === "\n") this.#down();
    else if (character === "\r") this.#column = 0;
    else if (character === "\b") this.#column = Math.max(0, this.#column - 1);
    else if (character === "\t") this.#moveTo(this.#row, (Math.floor(this.#column / 8) + 1) * 8);
  }

  escape(final: string): void {
    if (final === "7") this.#saved = [this.#row, this.#column];
    else if (final === "8") this.#moveTo(...this.#saved);
    else if (final === "M") this.#moveTo(this.#row - 1, this.#column);
    else if (final === "E") this.#down();
  }

  /** A control sequence by its last character (https://invisible-island.net/xterm/ctlseqs/). */
  sequence(final: string, parameters: string): void {
    const numbers = parameters
      .split(";")
      .map((one) => (/^\d+$/.test(one) ? Number(one) : undefined));
    const count = Math.max(1, numbers[0] ?? 1);
    const [row, column] = [this.#row, this.#column];
    switch (final) {
      case "m":
        this.#style = readStyle(parameters, this.#style);
        this.#code = styleCode(this.#style);
        break;
      case "A":
        this.#moveTo(row - count, column);
        break;
      case "B":
        this.#moveTo(row + count, column);
        break;
      case "C":
        this.#moveTo(row, column + count);
        break;
      case "D":
        this.#moveTo(row, column - count);
        break;
      case "E":
        this.#moveTo(row + count, 0);
        break;
      case "F":
        this.#moveTo(row - count, 0);
        break;
      case "G":
        this.#moveTo(row, count - 1);
        break;
      case "d":
        this.#moveTo(count - 1, column);
        break;
      case "H":
      case "f":
        this.#moveTo(count - 1, Math.max(1, numbers[1] ?? 1) - 1);
        break;
      case "J":
        this.#eraseScreen(numbers[0] ?? 0);
        break;
      case "K":
        this.#eraseLine(numbers[0] ?? 0);
        break;
      case "P":
        this.#line.splice(column, count);
        break;
      case "@":
        this.#line.splice(column, 0, ...Array<undefined>(Math.min(count, MAX_COLUMNS)));
        break;
      case "X":
        for (let at = column; at < Math.min(column + count, this.#line.length); at++) {
          this.#line[at] = undefined;
        }
        break;
      case "s":
        this.#saved = [row, column];
        break;
      case "u":
        this.#moveTo(...this.#saved);
        break;
    }
  }

  /** The lines, with a sequence wherever the style changes. */
  text(): string {
    let style = "";
    let link = "";
    const change = (place: { style: string; link: string }) => {
      let codes = "";
      if (place.link !== link && link !== "") codes += "\u001b]8;;\u0007";
      if (place.style !== style) codes += `${style === "" ? "" : "\u001b[0m"}${place.style}`;
      if (place.link !== link && place.link !== "") codes += `\u001b]8;;${place.link}\u0007`;
      ({ style, link } = place);
      return codes;
    };
    const lines = this.#rows.map((row) => {
      let line = "";
      for (let at = 0; at < row.length; at++) {
        const place = row[at] ?? { text: " ", style: "", link: "" };
        line += change(place) + place.text;
      }
      // Nobody sees blanks at the end; what erases and goes back leaves some.
      return line.replace(/[ \t]+$/, "") + change({ style: "", link: "" });
    });
    return lines.join("\n");
  }

  /** Sequences that lead from the end of the text to where this screen's cursor is. */
  resumption(): string {
    const up = this.#rows.length - 1 - this.#row;
    const link = this.link === "" ? "" : `\u001b]8;;${this.link}\u0007`;
    return `${up > 0 ? `\u001b[${up}A` : ""}\u001b[${this.#column + 1}G${this.#code}${link}`;
  }

  get #line(): (Place | undefined)[] {
    return this.#rows[this.#row] ?? [];
  }

  #down(): void {
    this.#row++;
    this.#column = 0;
    if (this.#row === this.#rows.length) this.#rows.push([]);
  }

  /** Moving does not make new lines. */
  #moveTo(row: number, column: number): void {
    this.#row = Math.min(Math.max(0, row), this.#rows.length - 1);
    this.#column = Math.min(Math.max(0, column), MAX_COLUMNS - 1);
  }

  #eraseLine(how: number): void {
    const line = this.#line;
    if (how === 0) line.length = Math.min(line.length, this.#column);
    else if (how === 2) line.length = 0;
    else line.fill(undefined, 0, this.#column + 1);
  }

  #eraseScreen(how: number): void {
    if (how === 0) {
      this.#eraseLine(0);
      this.#rows.length = this.#row + 1;
    } else if (how === 1) {
      for (let at = 0; at < this.#row; at++) this.#rows[at] = [];
      this.#eraseLine(1);
    } else {
      this.#rows.length = 0;
      this.#rows.push([]);
      this.#moveTo(0, 0);
    }
  }
}
