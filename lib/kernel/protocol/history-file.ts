import { appendFileSync, closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { userDataDir } from "../install/jupyter-paths.ts";
import { makeFolder } from "../install/make-folder.ts";
import { lockFile } from "./file-lock.ts";
import { type HistoryEntry, type HistoryStore, MemoryHistory } from "./history.ts";

/** The history of all sessions; only of this one when DROPOUT_LAB_HISTORY is `off`. */
export function openHistory(environment = process.env): HistoryStore {
  const off = environment.DROPOUT_LAB_HISTORY === "off";
  return off ? new MemoryHistory() : new HistoryFile(historyPath(environment));
}

/** Where it is kept: in the file DROPOUT_LAB_HISTORY, else in Jupyter's data folder. */
export function historyPath(environment: Record<string, string | undefined> = process.env): string {
  return (
    environment.DROPOUT_LAB_HISTORY || join(userDataDir(environment), "dropout-lab-history.jsonl")
  );
}

/**
 * Keeps every cell in a file of JSON lines that only grows, so that a crash loses nothing, and that
 * kernels share: each sees what the others add. A file that cannot be written makes the history one
 * of this session only.
 */
export class HistoryFile implements HistoryStore {
  readonly #path: string;
  #entries: HistoryEntry[] = [];
  /** How many bytes of the file have been read. */
  #read = 0;
  #session = 0;
  #writable = true;

  constructor(path: string) {
    this.#path = path;
  }

  get session(): number {
    this.#open();
    return this.#session;
  }

  append(line: number, source: string): void {
    this.#open();
    const entry: HistoryEntry = [this.#session, line, source];
    // What is written is read again with what others have written.
    if (this.#writable) this.#write(`${JSON.stringify(entry)}\n`);
    if (!this.#writable) this.#entries.push(entry);
  }

  entries(): readonly HistoryEntry[] {
    this.#open();
    if (this.#writable) this.#catchUp();
    return this.#entries;
  }

  /** Opens the file when it is first needed, and takes the next number for this session. */
  #open(): void {
    if (this.#session > 0) return;
    try {
      makeFolder(dirname(this.#path));
      const unlock = lockFile(`${this.#path}.lock`);
      try {
        const latest = this.#catchUp();
        this.#session = latest + 1;
        // Taken at once: another kernel that starts now gets another number.
        const mark = `${JSON.stringify([this.#session, 0, ""])}\n`;
        this.#write(this.#endsInLine() ? mark : `\n${mark}`);
      } finally {
        unlock();
      }
    } catch {
      this.#session = 1;
      this.#writable = false;
    }
  }

  /** Reads what has been added to the file; returns the latest session that it tells of. */
  #catchUp(): number {
    const added = this.#added();
    let latest = 0;
    for (const [session, line, source] of parse(added.toString("utf8"))) {
      latest = Math.max(latest, session);
      if (line > 0) this.#entries.push([session, line, source]);
    }
    return latest;
  }

  /** The whole lines behind what has been read. */
  #added(): Buffer {
    const size = sizeOf(this.#path);
    if (size < this.#read) {
      // Somebody has emptied it.
      this.#read = 0;
      this.#entries = [];
    }
    if (size === this.#read) return Buffer.alloc(0);
    const bytes = Buffer.alloc(size - this.#read);
    const file = openSync(this.#path, "r");
    try {
      const length = readSync(file, bytes, 0, bytes.length, this.#read);
      const lines = bytes.subarray(0, bytes.lastIndexOf("\n", length - 1) + 1);
      this.#read += lines.length;
      return lines;
    } finally {
      closeSync(file);
    }
  }

  /** Whether the last line is a whole one: a crash may have cut it. */
  #endsInLine(): boolean {
    return sizeOf(this.#path) === this.#read;
  }

  #write(text: string): void {
    try {
      // One call and O_APPEND: lines of several kernels do not mix.
      appendFileSync(this.#path, text, { mode: 0o600 });
    } catch {
      this.#writable = false;
    }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function parse(text: string): HistoryEntry[] {
  return text.split("\n").flatMap((line) => {
    try {
      const [session, number, source] = JSON.parse(line) as HistoryEntry;
      const fits =
        Number.isInteger(session) && Number.isInteger(number) && typeof source === "string";
      return fits ? [[session, number, source] as const] : [];
    } catch {
      // A line that a crash has cut.
      return [];
    }
  });
}
