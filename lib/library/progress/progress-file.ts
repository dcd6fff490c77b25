import type { LessonProgress } from "./progress.ts";
import { formatProgressFile, ProgressError, parseProgressFile } from "./read-progress.ts";
import { withLock } from "./with-lock.ts";

type Files = typeof import("node:fs");

/** Hears one sentence on a file that was set aside. */
export type Tell = (sentence: string) => void;

/**
 * The lessons in a file of progress; none where there is no file. A file that cannot be used is set
 * aside.
 *
 * @throws {Error} for a file that cannot be read or set aside
 */
export function readProgressFile(path: string, tell: Tell): readonly LessonProgress[] {
  const fs = files();
  try {
    return lessonsIn(fs, path);
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error;
    return changeProgressFile(path, (lessons) => lessons, tell);
  }
}

/**
 * Reads a file of progress and writes what `change` makes of its lessons, with no other process in
 * between: under another name first, then renamed, so that whoever reads sees the old file or the new
 * one. A file that is damaged or of a newer format gets another name beside it and is never changed;
 * `tell` hears which. Nothing is written where `change` gives back what it was given. Where `path` is a
 * link, that which it leads to is the file.
 *
 * @throws {Error} where it cannot be written
 */
export function changeProgressFile(
  named: string,
  change: (lessons: readonly LessonProgress[]) => readonly LessonProgress[],
  tell: Tell,
): readonly LessonProgress[] {
  const fs = files();
  fs.mkdirSync(paths().dirname(named), { recursive: true });
  const path = linkedFrom(fs, named);
  return withLock(fs, `${path}.lock`, () => {
    const before = lessonsOrAside(fs, path, tell);
    const after = change(before);
    if (after === before) return before;
    const temporary = `${path}.${process.pid}.unfinished`;
    try {
      fs.writeFileSync(temporary, formatProgressFile(after));
      fs.renameSync(temporary, path);
    } catch (error) {
      fs.rmSync(temporary, { force: true });
      throw error;
    }
    return after;
  });
}

function files(): Files {
  return globalThis.process.getBuiltinModule("node:fs");
}

function paths(): typeof import("node:path") {
  return globalThis.process.getBuiltinModule("node:path");
}

/** What a link leads to, which need not be there yet; another path as it is. */
function linkedFrom(fs: Files, path: string): string {
  const isLink = fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (!isLink) return path;
  if (fs.existsSync(path)) return fs.realpathSync(path);
  return paths().resolve(paths().dirname(path), fs.readlinkSync(path));
}

function lessonsIn(fs: Files, path: string): readonly LessonProgress[] {
  return fs.existsSync(path) ? parseProgressFile(fs.readFileSync(path, "utf8")).lessons : [];
}

function lessonsOrAside(fs: Files, path: string, tell: Tell): readonly LessonProgress[] {
  try {
    return lessonsIn(fs, path);
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error;
    const day = new Date().toISOString().slice(0, 10);
    const aside = error.isNewer
      ? freeName(fs, (at) => `${path}.newer-${day}${at === 1 ? "" : `-${at}`}`)
      : freeName(fs, (at) => `${path}.unreadable-${at}`);
    fs.renameSync(path, aside);
    const why = error.isNewer ? "was written by a newer version" : "cannot be read";
    tell(
      `The file of progress ${why} and is set aside as ${aside} (${error.message}); a new one is begun.`,
    );
    return [];
  }
}

function freeName(fs: Files, nameOf: (at: number) => string): string {
  for (let at = 1; ; at++) {
    if (!fs.existsSync(nameOf(at))) return nameOf(at);
  }
}
