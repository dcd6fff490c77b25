import { compactScreen, settleScreen } from "../../rendering/index.ts";

/** How much of a long text is kept, in UTF-16 units: from its start, and from its end. */
const KEPT_START = 1_000_000;
const KEPT_END = 3_000_000;

/** What still may be written over, in lines: no terminal is higher. */
const SCREEN_LINES = 200;

/** What of it may be written over at most, in UTF-16 units. */
const MAX_SCREEN = 200_000;

/** After so much more what a terminal leaves is worked out, in UTF-16 units. */
const COMPACT_AFTER = 50_000;

/** A part of a text, and what of it is not shown. */
export interface Excerpt {
  readonly start: string;
  /** Empty if nothing is left out. */
  readonly end: string;
  /** How many lines are kept between start and end. */
  readonly leftOut: number;
  /** How many characters there are that were too many to keep. */
  readonly lost: number;
}

/** What a cell prints to one stream, as a terminal shows it; of what is too long start and end are kept. */
export class PrintedText {
  #start = "";
  #end: string[] = [];
  #endLength = 0;
  #lines = 0;
  #lost = 0;
  /** What may still be written over, as it came. */
  #open = "";
  #compactAt = COMPACT_AFTER;

  write(text: string): void {
    this.#open += text;
    if (this.#open.length < this.#compactAt) return;
    this.#open = compactScreen(this.#open);
    this.#freeze();
    this.#compactAt = this.#open.length + COMPACT_AFTER;
  }

  /** All that is kept, as a terminal shows it; a line says where something is lost. */
  text(): string {
    const lost = this.#lost === 0 ? "" : `\n… ${this.#lost} characters are lost here …\n`;
    return this.#start + lost + this.#end.join("") + settleScreen(this.#open);
  }

  /** At most so many lines, from the start and from the end, of at most so many UTF-16 units. */
  excerpt(lines: number, units: number): Excerpt {
    const open = settleScreen(this.#open);
    const total = this.#lines + countLines(open);
    const length = this.#start.length + this.#endLength + open.length;
    const lost = this.#lost;
    if (lost === 0 && total <= lines && length <= units) {
      return { start: this.#start + this.#end.join("") + open, end: "", leftOut: 0, lost };
    }
    const half = units / 2;
    const start = firstLines((this.#start + this.#endUpTo(half) + open).slice(0, half), lines / 2);
    const end = lastLines(
      (this.#start.slice(-half) + this.#endFrom(half) + open).slice(-half),
      lines / 2,
    );
    const shown = countLines(start) + countLines(end);
    return { start, end, leftOut: Math.max(0, total - shown), lost };
  }

  /** Keeps what has left the screen. */
  #freeze(): void {
    let at = this.#open.length;
    for (let line = 0; line < SCREEN_LINES && at > 0; line++)
      at = this.#open.lastIndexOf("\n", at - 1);
    // A line that has no end leaves the screen too.
    at = Math.max(at, this.#open.length - MAX_SCREEN);
    if (at <= 0) return;
    const frozen = this.#open.slice(0, at + 1);
    this.#open = this.#open.slice(at + 1);
    this.#lines += countLines(frozen);
    const room = KEPT_START - this.#start.length;
    if (room > 0 && this.#end.length === 0) {
      this.#start += frozen.slice(0, room);
      this.#keepEnd(frozen.slice(room));
    } else this.#keepEnd(frozen);
  }

  #keepEnd(text: string): void {
    if (text === "") return;
    this.#end.push(text);
    this.#endLength += text.length;
    while (this.#endLength > KEPT_END) {
      const [first = ""] = this.#end;
      const gone = first.slice(0, this.#endLength - KEPT_END);
      if (gone.length < first.length) this.#end[0] = first.slice(gone.length);
      else this.#end.shift();
      this.#endLength -= gone.length;
      this.#lost += gone.length;
      this.#lines -= countLines(gone);
    }
  }

  #endUpTo(units: number): string {
    let text = "";
    for (const part of this.#end) {
      if (text.length >= units) break;
      text += part;
    }
    return text;
  }

  #endFrom(units: number): string {
    let text = "";
    for (let at = this.#end.length - 1; at >= 0 && text.length < units; at--) {
      text = this.#end[at] + text;
    }
    return text;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.endsWith("\n") || text === "" ? lines : lines + 1;
}

function firstLines(text: string, lines: number): string {
  let at = -1;
  for (let line = 0; line < lines; line++) {
    at = text.indexOf("\n", at + 1);
    if (at < 0) return text;
  }
  return text.slice(0, at + 1);
}

function lastLines(text: string, lines: number): string {
  let at = text.endsWith("\n") ? text.length - 1 : text.length;
  for (let line = 0; line < lines; line++) {
    at = text.lastIndexOf("\n", at - 1);
    if (at < 0) return text;
  }
  return text.slice(at + 1);
}
